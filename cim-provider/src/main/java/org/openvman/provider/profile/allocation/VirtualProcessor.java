package org.openvman.provider.profile.allocation;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.profile.system.ConfiguredDevice;
import org.openvman.provider.profile.system.ConfiguredSystem;
import org.openvman.provider.view.Source;

/** One virtual processor: DSP1022 has an instance for each, while the hypervisor has one setting for all. */
record VirtualProcessor(VirtualSystem system, int index) {
    private static final String INFIX = "/" + Processor.ID + "-";

    static final Source<VirtualProcessor> SOURCE = Source.keyed(
            "DeviceID", inventory -> inventory.systems().flatMap(VirtualProcessor::of), VirtualProcessor::find);

    static Stream<VirtualProcessor> of(VirtualSystem system) {
        return IntStream.range(0, system.current().processor().count())
                .mapToObj(index -> new VirtualProcessor(system, index));
    }

    String deviceId() {
        return system.id() + INFIX + index;
    }

    ConfiguredDevice<Processor> setting() {
        return new ConfiguredDevice<>(
                ConfiguredSystem.stateOf(system), system.current().processor());
    }

    private static Optional<VirtualProcessor> find(Inventory inventory, String deviceId) {
        int infix = deviceId.indexOf(INFIX);
        if (infix < 0) {
            return Optional.empty();
        }
        try {
            int index = Integer.parseInt(deviceId.substring(infix + INFIX.length()));
            return inventory
                    .system(SystemId.parse(deviceId.substring(0, infix)))
                    .filter(system ->
                            index >= 0 && index < system.current().processor().count())
                    .map(system -> new VirtualProcessor(system, index));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
