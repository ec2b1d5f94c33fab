package org.openvman.provider.hypervisor.sim;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.VirtualSwitch;
import org.openvman.provider.hypervisor.VirtualSwitch.Forwarding;
import org.openvman.provider.hypervisor.VirtualSwitches;

/** The switches of a simulated host: one that it always has, and those of clients. */
final class SimulatedSwitches implements VirtualSwitches {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private static final VirtualSwitch.Settings DEFAULT = VirtualSwitch.Settings.named(SimulatedHost.NETWORK)
            .withForwarding(Forwarding.NAT)
            .withBridge("virbr0")
            .withSubnet(Optional.of(SimulatedHost.SUBNET));

    private final HostId host;
    private final SimulatorState state;
    private final SimulatedConnection connection;

    SimulatedSwitches(HostId host, SimulatorState state, SimulatedConnection connection) {
        this.host = host;
        this.state = state;
        this.connection = connection;
    }

    /** The one that is always there first. */
    List<VirtualSwitch> list() {
        return Stream.concat(Stream.of(DEFAULT), state.switches().values().stream())
                .map(settings -> new VirtualSwitch(host, id(settings.name()), true, settings))
                .toList();
    }

    boolean exists(String name) {
        return list().stream().anyMatch(each -> each.settings().name().equals(name));
    }

    @Override
    public VirtualSwitch define(VirtualSwitch.Settings settings) {
        return connection.call(Operation.SWITCH_DEFINE, settings.name(), effects -> {
            if (!NAME.matcher(settings.name()).matches() || settings.name().equals(ResourcePool.PRIMORDIAL)) {
                throw new HypervisorException(Reason.INVALID, "not a name for a switch: \"" + settings.name() + "\"");
            }
            if (exists(settings.name())) {
                throw new HypervisorException(
                        Reason.ALREADY_EXISTS, "there is a switch \"" + settings.name() + "\" already");
            }
            return put(checked(settings));
        });
    }

    private static VirtualSwitch.Settings checked(VirtualSwitch.Settings settings) {
        if (settings.forwarding() == Forwarding.OTHER) {
            throw new HypervisorException(
                    Reason.INVALID, "switch \"" + settings.name() + "\": no way of forwarding is named");
        }
        if (settings.forwarding() == Forwarding.BRIDGE && !SimulatedHost.BRIDGES.contains(settings.bridge())) {
            throw new HypervisorException(
                    Reason.NOT_FOUND,
                    "switch \"" + settings.name() + "\": the host has no bridge \"" + settings.bridge() + "\"");
        }
        return settings.bridge().isEmpty() ? settings.withBridge("virbr-" + settings.name()) : settings;
    }

    private VirtualSwitch put(VirtualSwitch.Settings settings) {
        state.putSwitch(settings);
        connection.changed(new HypervisorEvent.HostChanged());
        return new VirtualSwitch(host, id(settings.name()), true, settings);
    }

    @Override
    public void modify(UUID id, VirtualSwitch.Settings settings) {
        connection.call(Operation.SWITCH_MODIFY, settings.name(), effects -> {
            VirtualSwitch before = own(id);
            if (!before.settings().name().equals(settings.name())) {
                throw new HypervisorException(
                        Reason.UNSUPPORTED, "switch \"" + before.settings().name() + "\" keeps its name");
            }
            requireUnused(before, system -> system.running().stream());
            return put(checked(settings));
        });
    }

    @Override
    public void delete(UUID id) {
        connection.call(Operation.SWITCH_DELETE, id.toString(), effects -> {
            VirtualSwitch gone = own(id);
            requireUnused(gone, system -> Stream.concat(Stream.of(system.recorded()), system.running().stream()));
            state.removeSwitch(gone.settings().name());
            connection.changed(new HypervisorEvent.HostChanged());
            return id;
        });
    }

    private VirtualSwitch own(UUID id) {
        VirtualSwitch found = list().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new HypervisorException(Reason.NOT_FOUND, "there is no switch " + id));
        if (found.settings().name().equals(SimulatedHost.NETWORK)) {
            throw new HypervisorException(
                    Reason.IN_USE, "switch \"" + SimulatedHost.NETWORK + "\" belongs to the host and stays as it is");
        }
        return found;
    }

    private interface Configurations {
        Stream<SystemConfiguration> of(SimulatedSystem system);
    }

    private void requireUnused(VirtualSwitch wanted, Configurations configurations) {
        state.systems().stream()
                .filter(system -> configurations.of(system).anyMatch(each -> isOn(each, wanted)))
                .findFirst()
                .ifPresent(system -> {
                    throw new HypervisorException(
                            Reason.IN_USE,
                            "switch \"" + wanted.settings().name() + "\" is used by system \"" + system.name() + "\"");
                });
    }

    private static boolean isOn(SystemConfiguration configuration, VirtualSwitch wanted) {
        return configuration.nics().stream()
                .anyMatch(nic -> nic.attachment() == Nic.Attachment.NETWORK
                        && nic.connection().equals(wanted.settings().name()));
    }

    /** The same for the same name, so that a simulator that is started again has the same switches. */
    private UUID id(String name) {
        return UUID.nameUUIDFromBytes((host.value() + "/" + name).getBytes(StandardCharsets.UTF_8));
    }
}
