package org.openvman.provider.hypervisor.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.VirtualSwitch;
import org.openvman.provider.hypervisor.VirtualSwitches;
import org.openvman.provider.hypervisor.VirtualSystem;

/** Switches as libvirt's networks. libvirt says itself what the host lacks for VLANs and bandwidth; nothing stays then. */
final class LibvirtSwitches implements VirtualSwitches {
    private final HostId host;
    private final LibvirtLink link;
    private final SystemReader systems;

    LibvirtSwitches(HostId host, LibvirtLink link, SystemReader systems) {
        this.host = host;
        this.link = link;
        this.systems = systems;
    }

    List<VirtualSwitch> list(LibvirtConnection connection) {
        List<VirtualSwitch> switches = new ArrayList<>();
        for (NetworkHandle network : connection.networks()) {
            try (network) {
                switches.add(read(network));
            } catch (HypervisorException e) {
                // It went away between the two calls.
                if (e.reason() != Reason.NOT_FOUND) {
                    throw e;
                }
            }
        }
        return switches;
    }

    private VirtualSwitch read(NetworkHandle network) {
        return new VirtualSwitch(
                host, network.id(), network.isActive(), NetworkXml.read(XmlElement.parse(network.xml())));
    }

    @Override
    public VirtualSwitch define(VirtualSwitch.Settings settings) {
        if (settings.name().isBlank()
                || settings.name().contains("/")
                || settings.name().equals(ResourcePool.PRIMORDIAL)) {
            throw new HypervisorException(Reason.INVALID, "not a name for a switch: \"" + settings.name() + "\"");
        }
        LibvirtConnection connection = link.connection();
        // libvirt's own define replaces a network without a question.
        connection.network(settings.name()).ifPresent(there -> {
            there.close();
            throw new HypervisorException(
                    Reason.ALREADY_EXISTS, "there is a switch \"" + settings.name() + "\" already");
        });
        try (NetworkHandle network = connection.defineNetwork(settings.name(), NetworkXml.write(settings))) {
            try {
                network.start();
                network.setStartsWithHost();
            } catch (HypervisorException e) {
                remove(network, e);
                throw e;
            }
            return read(network);
        } catch (HypervisorException e) {
            if (link.lostBy(e)) {
                link.whenBack(() -> removeUnlessActive(settings.name()));
            }
            throw e;
        } finally {
            changed();
        }
    }

    /** A network that was defined and not started when its host was lost is of no use to anybody. */
    private void removeUnlessActive(String name) {
        link.connection().network(name).ifPresent(network -> {
            try (network) {
                if (!network.isActive()) {
                    network.undefine();
                }
            }
        });
    }

    private static void remove(NetworkHandle network, HypervisorException cause) {
        try {
            if (network.isActive()) {
                network.stop();
            }
            network.undefine();
        } catch (HypervisorException left) {
            cause.addSuppressed(left);
        }
    }

    @Override
    public void modify(UUID id, VirtualSwitch.Settings settings) {
        LibvirtConnection connection = link.connection();
        try (NetworkHandle network = find(connection, id)) {
            VirtualSwitch before = read(network);
            if (!before.settings().name().equals(settings.name())) {
                throw new HypervisorException(
                        Reason.UNSUPPORTED, "switch \"" + before.settings().name() + "\" keeps its name");
            }
            requireUnused(connection, settings.name(), system -> system.active().stream());
            String old = network.recordedXml();
            String changed = NetworkXml.change(old, before.settings(), settings);
            if (before.active()) {
                restart(connection, network, old, changed);
            } else {
                connection.defineNetwork(settings.name(), changed).close();
            }
        } finally {
            changed();
        }
    }

    /** A change takes effect when the network is started again; one that does not start is put back. */
    private void restart(LibvirtConnection connection, NetworkHandle network, String old, String changed) {
        String name = network.name();
        try {
            network.stop();
        } catch (HypervisorException e) {
            startWhenBack(name, e);
            throw e;
        }
        try {
            connection.defineNetwork(network.name(), changed).close();
            network.start();
        } catch (HypervisorException e) {
            try {
                connection.defineNetwork(network.name(), old).close();
                network.start();
            } catch (HypervisorException left) {
                e.addSuppressed(left);
                startWhenBack(name, left);
            }
            throw e;
        }
    }

    /** What ran before a change must not be off because the host was lost in the middle of it. */
    private void startWhenBack(String name, HypervisorException failure) {
        if (link.lostBy(failure)) {
            link.whenBack(() -> link.connection().network(name).ifPresent(network -> {
                try (network) {
                    if (!network.isActive()) {
                        network.start();
                    }
                }
            }));
        }
    }

    @Override
    public void delete(UUID id) {
        LibvirtConnection connection = link.connection();
        try (NetworkHandle network = find(connection, id)) {
            requireUnused(
                    connection,
                    network.name(),
                    system -> Stream.concat(Stream.of(system.recorded()), system.active().stream()));
            if (network.isActive()) {
                network.stop();
            }
            network.undefine();
        } finally {
            changed();
        }
    }

    private void requireUnused(
            LibvirtConnection connection,
            String name,
            Function<VirtualSystem, Stream<SystemConfiguration>> configurations) {
        systems.readAll(connection).values().stream()
                .filter(system -> configurations
                        .apply(system)
                        .flatMap(configuration -> configuration.nics().stream())
                        .anyMatch(nic -> nic.attachment() == Nic.Attachment.NETWORK
                                && nic.connection().equals(name)))
                .findFirst()
                .ifPresent(system -> {
                    throw new HypervisorException(
                            Reason.IN_USE, "switch \"" + name + "\" is used by system \"" + system.name() + "\"");
                });
    }

    private static NetworkHandle find(LibvirtConnection connection, UUID id) {
        NetworkHandle found = null;
        for (NetworkHandle network : connection.networks()) {
            if (found == null && network.id().equals(id)) {
                found = network;
            } else {
                network.close();
            }
        }
        if (found == null) {
            throw new HypervisorException(Reason.NOT_FOUND, "there is no switch " + id);
        }
        return found;
    }

    private void changed() {
        link.report(new HypervisorEvent.HostChanged());
    }
}
