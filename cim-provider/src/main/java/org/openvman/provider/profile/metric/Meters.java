package org.openvman.provider.profile.metric;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Figure;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.metric.History;
import org.openvman.provider.metric.Reading;
import org.openvman.provider.metric.Sampler;
import org.openvman.provider.profile.allocation.DeviceProfile;
import org.openvman.provider.profile.allocation.PoolProfile;
import org.openvman.provider.profile.system.ConfiguredDevice;
import org.openvman.provider.profile.system.HostProfile;
import org.openvman.provider.profile.system.VirtualSystemProfile;
import org.openvman.provider.view.ClassView;
import org.openvman.provider.view.LazyStream;

/** Everything that is measured, and the values of it at the latest sample. */
final class Meters {
    private final Sampler sampler;
    private final MetricSwitches switches;
    private final List<Meter<?>> all;

    Meters(Sampler sampler, MetricSwitches switches, VirtualSystemProfile systems, PoolProfile pools) {
        this.sampler = sampler;
        this.switches = switches;
        this.all = List.of(
                new Meter<>(
                        Subject.HOST,
                        HostProfile.HOST,
                        "Name",
                        host -> host.host().id().value(),
                        host -> host.host().id(),
                        host -> host.host().name(),
                        this::host),
                pool(Subject.PROCESSOR_POOL, pools.view(ResourceKind.PROCESSOR)),
                pool(Subject.MEMORY_POOL, pools.view(ResourceKind.MEMORY)),
                pool(Subject.STORAGE_POOL, pools.view(ResourceKind.STORAGE)),
                new Meter<>(
                        Subject.SYSTEM,
                        systems.system(),
                        "Name",
                        system -> system.id().toString(),
                        VirtualSystem::host,
                        VirtualSystem::name,
                        (inventory, system) ->
                                sampler.history(system.host()).flatMap(history -> history.system(system.id()))),
                device(
                        Subject.DISK,
                        DeviceProfile.DISK,
                        (history, disk) ->
                                history.disk(systemOf(disk), disk.device().id())),
                device(
                        Subject.ADAPTER,
                        DeviceProfile.NIC,
                        (history, nic) -> history.adapter(
                                systemOf(nic),
                                nic.owner().configuration().nics().indexOf(nic.device()))));
    }

    private static SystemId systemOf(ConfiguredDevice<?> device) {
        return device.owner().system().id();
    }

    private <D extends Device> Meter<ConfiguredDevice<D>> device(
            Subject subject,
            ClassView<ConfiguredDevice<D>> view,
            BiFunction<History, ConfiguredDevice<D>, Optional<Reading>> reading) {
        return new Meter<>(
                subject,
                view,
                "DeviceID",
                ConfiguredDevice::deviceId,
                device -> device.owner().system().host(),
                device -> device.owner().system().name() + " " + device.device().id(),
                (inventory, device) -> sampler.history(device.owner().system().host())
                        .flatMap(history -> reading.apply(history, device)));
    }

    private Meter<ResourcePool> pool(Subject subject, ClassView<ResourcePool> view) {
        return new Meter<>(
                subject,
                view,
                "InstanceID",
                PoolProfile::instanceId,
                ResourcePool::host,
                pool -> pool.name(),
                (inventory, pool) -> sampler.history(pool.host())
                        .map(history -> load(pool, history.systems())
                                .with(Figure.CAPACITY, pool.capacity())
                                .with(Figure.RESERVED, pool.reserved())));
    }

    /** What systems use is known of all of them together, not of those of one child pool. */
    private static Reading load(ResourcePool pool, Reading systems) {
        return pool.primordial() ? systems : systems.withoutFigures();
    }

    private Optional<Reading> host(Inventory inventory, HostInventory host) {
        return sampler.history(host.host().id()).map(History::host);
    }

    List<Meter<?>> all() {
        return all;
    }

    /** The metrics that can be had at all on that host. */
    <T> boolean measures(Meter<T> meter, T element) {
        return sampler.measures(meter.host().apply(element));
    }

    <T> boolean isOn(Meter<T> meter, T element, Metric metric) {
        return switches.isOn(meter.host().apply(element), metric, meter.key().apply(element));
    }

    /** The values of one element, without those of metrics that are switched off. */
    <T> Stream<MetricValue<T>> values(Inventory inventory, Meter<T> meter, T element, Predicate<Metric> wanted) {
        Optional<HostInventory> host = inventory.host(meter.host().apply(element));
        Optional<Reading> reading = meter.reading().apply(inventory, element);
        if (host.isEmpty() || reading.isEmpty()) {
            return Stream.empty();
        }
        return meter.metrics().stream()
                .filter(wanted)
                .filter(metric -> isOn(meter, element, metric))
                .flatMap(metric -> metric
                        .formula()
                        .of(reading.orElseThrow(), host.orElseThrow().host())
                        .stream()
                        .map(measurement -> new MetricValue<>(
                                meter, element, metric, reading.orElseThrow().taken(), measurement)));
    }

    /** The values of all elements, one element at a time. */
    Stream<MetricValue<?>> values(Inventory inventory, Predicate<Metric> wanted) {
        return LazyStream.flatMap(all.stream(), meter -> values(inventory, meter, wanted));
    }

    private <T> Stream<MetricValue<?>> values(Inventory inventory, Meter<T> meter, Predicate<Metric> wanted) {
        if (meter.metrics().stream().noneMatch(wanted)) {
            return Stream.empty();
        }
        return LazyStream.flatMap(meter.view().all(inventory), element -> values(inventory, meter, element, wanted));
    }

    /** The value of that InstanceID. */
    Optional<MetricValue<?>> find(Inventory inventory, String instanceId) {
        int slash = instanceId.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String metric = instanceId.substring(0, slash);
        String element = instanceId.substring(slash + 1);
        return all.stream()
                .filter(meter -> meter.metrics().stream()
                        .anyMatch(candidate -> candidate.id().equals(metric)))
                .findFirst()
                .flatMap(meter -> find(inventory, meter, metric, element));
    }

    private <T> Optional<MetricValue<?>> find(Inventory inventory, Meter<T> meter, String metric, String element) {
        Function<T, Stream<MetricValue<T>>> values = found ->
                values(inventory, meter, found, candidate -> candidate.id().equals(metric));
        return meter.find(inventory, element)
                .flatMap(found -> values.apply(found).findFirst());
    }
}
