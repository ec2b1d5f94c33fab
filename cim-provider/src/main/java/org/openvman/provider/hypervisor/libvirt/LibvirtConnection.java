package org.openvman.provider.hypervisor.libvirt;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.CString;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DevicePointer;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.InterfacePointer;
import org.libvirt.jna.NetworkPointer;
import org.libvirt.jna.StoragePoolPointer;
import org.libvirt.jna.StreamPointer;
import org.libvirt.jna.virNodeInfo;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSample;

/**
 * One open connection to one libvirt. Its methods are libvirt's, typed, with {@link HypervisorException} for its errors;
 * what they return must be closed.
 *
 * <p>May be used and closed from many threads: a call takes a reference of its own, so that a connection is never freed
 * under a call. A call to a host that died ends with UNREACHABLE when keepalive gives up, after about 15 seconds.
 */
final class LibvirtConnection implements AutoCloseable {
    private static final int KEEPALIVE_SECONDS = 5;
    private static final int KEEPALIVE_COUNT = 3;

    /** Xen's library holds its lock while it builds a domain, and the daemon says nothing meanwhile. */
    private static final int KEEPALIVE_COUNT_XEN = 36;

    /** Xen lists the domain that manages the others, which is the host. */
    private static final SystemId HOST_OF_XEN = new SystemId(new UUID(0, 0));

    private final LibvirtLibrary library;
    private final NativeLibvirt functions;
    private final ConnectionPointer pointer;
    private boolean closed;

    private LibvirtConnection(LibvirtLibrary library, ConnectionPointer pointer) {
        this.library = library;
        this.functions = library.functions();
        this.pointer = pointer;
    }

    /**
     * Opens a connection; the event loop must run already.
     *
     * @param shown what messages call it
     */
    static LibvirtConnection open(LibvirtLibrary library, String uri, String shown) {
        NativeLibvirt functions = library.functions();
        LibvirtConnection connection =
                new LibvirtConnection(library, library.check(functions.virConnectOpen(uri), "connect to " + shown));
        // Drivers that run inside our process have nothing to keep alive and say so.
        boolean isXen = new LibvirtUri(uri).driver().equals("xen");
        functions.virConnectSetKeepAlive(
                connection.pointer, KEEPALIVE_SECONDS, isXen ? KEEPALIVE_COUNT_XEN : KEEPALIVE_COUNT);
        return connection;
    }

    /** Runs a call with a reference to the connection held. */
    <T extends @Nullable Object> T call(Function<ConnectionPointer, T> body) {
        synchronized (this) {
            if (closed) {
                throw new HypervisorException(Reason.UNREACHABLE, "the connection to libvirt is closed");
            }
            functions.virConnectRef(pointer);
        }
        try {
            return body.apply(pointer);
        } finally {
            functions.virConnectClose(pointer);
        }
    }

    boolean isAlive() {
        return call(functions::virConnectIsAlive) == 1;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        functions.virConnectClose(pointer);
    }

    // Facts about the host

    String hostName() {
        return call(connection -> library.check(functions.virConnectGetHostname(connection), "host name")
                .toString());
    }

    /** QEMU, LXC, TEST, ... */
    String driver() {
        return call(connection -> library.check(functions.virConnectGetType(connection), "driver"));
    }

    String capabilities() {
        return call(connection -> library.check(functions.virConnectGetCapabilities(connection), "capabilities")
                .toString());
    }

    /** What systems of that platform can have; empty if the driver does not tell. */
    Optional<String> domainCapabilities(Platform platform) {
        return call(connection -> Optional.ofNullable(functions.virConnectGetDomainCapabilities(
                        connection,
                        unlessEmpty(platform.emulator()),
                        platform.architecture(),
                        unlessEmpty(platform.machine()),
                        platform.domainType(),
                        0))
                .map(Object::toString));
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    /** The hypervisor's version as major.minor.release; empty if the driver does not tell. */
    String version() {
        return call(connection -> {
            LongByReference version = new LongByReference();
            if (functions.virConnectGetVersion(connection, version) < 0) {
                return "";
            }
            return dotted(version.getValue());
        });
    }

    virNodeInfo nodeInfo() {
        return call(connection -> {
            virNodeInfo info = new virNodeInfo();
            library.check(functions.virNodeGetInfo(connection, info), "host facts");
            return info;
        });
    }

    /** The most processors a system of that domain type may have; 0 if the driver does not tell. */
    int maximumProcessors(String domainType) {
        return call(connection -> Math.max(0, functions.virConnectGetMaxVcpus(connection, domainType)));
    }

    /** What the host's memory is used for, in KiB by libvirt's names; empty if the driver does not tell. */
    Map<String, Long> memoryStats() {
        return call(connection -> NodeStats.read((parameters, count) ->
                functions.virNodeGetMemoryStats(connection, NodeStats.ALL, parameters, count, 0)));
    }

    /** What the host's processors did, in nanoseconds by libvirt's names; empty if the driver does not tell. */
    Map<String, Long> processorStats() {
        return call(connection -> NodeStats.read(
                (parameters, count) -> functions.virNodeGetCPUStats(connection, NodeStats.ALL, parameters, count, 0)));
    }

    /** The version of the library that the host runs, as major.minor.release; empty if the driver does not tell. */
    String libraryVersion() {
        return call(connection -> {
            LongByReference version = new LongByReference();
            return functions.virConnectGetLibVersion(connection, version) < 0 ? "" : dotted(version.getValue());
        });
    }

    private static String dotted(long number) {
        return number / 1_000_000 + "." + number / 1_000 % 1_000 + "." + number % 1_000;
    }

    /** The descriptions of the host's network devices; none if the driver does not tell of devices. */
    List<String> networkDevices() {
        return call(connection -> {
            PointerByReference array = new PointerByReference();
            int count = functions.virConnectListAllNodeDevices(connection, array, LibvirtFlags.LIST_DEVICES_NET);
            return count < 0
                    ? noneIfNotTold("list network devices")
                    : described(
                            LibvirtLibrary.objects(
                                    array, count, device -> LibvirtLibrary.typed(new DevicePointer(), device)),
                            device -> functions.virNodeDeviceGetXMLDesc(device, 0),
                            functions::virNodeDeviceFree);
        });
    }

    /** The descriptions of the host's network interfaces; none if the driver does not tell of interfaces. */
    List<String> interfaces() {
        return call(connection -> {
            PointerByReference array = new PointerByReference();
            int count = functions.virConnectListAllInterfaces(connection, array, 0);
            return count < 0
                    ? noneIfNotTold("list interfaces")
                    : described(
                            LibvirtLibrary.objects(
                                    array, count, each -> LibvirtLibrary.typed(new InterfacePointer(), each)),
                            each -> functions.virInterfaceGetXMLDesc(each, 0),
                            functions::virInterfaceFree);
        });
    }

    /** The XML of objects, which are freed; one that has gone meanwhile is left out. */
    private static <P> List<String> described(List<P> objects, Function<P, @Nullable CString> xml, Consumer<P> free) {
        List<String> descriptions = new ArrayList<>();
        for (P object : objects) {
            Optional.ofNullable(xml.apply(object)).ifPresent(text -> descriptions.add(text.toString()));
            free.accept(object);
        }
        return descriptions;
    }

    private <T> List<T> noneIfNotTold(String what) {
        return library.lastErrorCode() == LibvirtError.INVALID_ARG ? List.of() : noneIfUnsupported(what);
    }

    // Domains

    /** The domain of that UUID; empty if there is none. */
    Optional<DomainHandle> domain(SystemId id) {
        if (id.equals(HOST_OF_XEN)) {
            return Optional.empty();
        }
        return call(
                connection -> found(functions.virDomainLookupByUUIDString(connection, id.toString()), "system " + id));
    }

    /** The domain of that name; empty if there is none. */
    Optional<DomainHandle> domain(String name) {
        return call(connection -> found(functions.virDomainLookupByName(connection, name), "system \"" + name + "\""));
    }

    private Optional<DomainHandle> found(@Nullable DomainPointer domain, String what) {
        if (domain != null) {
            return Optional.of(new DomainHandle(library, domain));
        }
        if (library.lastErrorCode() == LibvirtError.NO_DOMAIN) {
            return Optional.empty();
        }
        throw library.failure(what);
    }

    /** Defines or redefines. */
    DomainHandle define(String name, String xml) {
        return call(connection -> new DomainHandle(
                library,
                library.check(
                        functions.virDomainDefineXMLFlags(connection, xml, 0), "define system \"" + name + "\"")));
    }

    /** All domains with that property (LIST flags). */
    List<DomainHandle> domains(int flags) {
        return call(connection -> {
            PointerByReference array = new PointerByReference();
            int count = library.check(functions.virConnectListAllDomains(connection, array, flags), "list systems");
            List<DomainHandle> domains = new ArrayList<>();
            for (DomainPointer each : LibvirtLibrary.objects(array, count, DomainPointer::new)) {
                DomainHandle domain = new DomainHandle(library, each);
                if (domain.id().equals(HOST_OF_XEN)) {
                    domain.close();
                } else {
                    domains.add(domain);
                }
            }
            return domains;
        });
    }

    /** The identities of all domains with that property (LIST flags). */
    Set<SystemId> domainIds(int flags) {
        Set<SystemId> ids = new HashSet<>();
        for (DomainHandle domain : domains(flags)) {
            try (domain) {
                ids.add(domain.id());
            }
        }
        return ids;
    }

    /** All domains with their states, in one call; empty if the driver has no such call. */
    Optional<Map<DomainHandle, DomainState>> domainStates() {
        return domainStats(
                LibvirtFlags.STATS_STATE, LibvirtFlags.STATS_NOWAIT, records -> DomainStats.states(library, records));
    }

    /** What all running domains use, in one call; empty if the driver has no such call. */
    Optional<Map<SystemId, SystemSample>> domainLoads() {
        return domainStats(
                LibvirtFlags.STATS_LOAD,
                LibvirtFlags.STATS_ACTIVE | LibvirtFlags.STATS_NOWAIT,
                records -> DomainStats.loads(functions, records));
    }

    private <T> Optional<T> domainStats(int stats, int flags, Function<List<Pointer>, T> reader) {
        return call(connection -> {
            PointerByReference array = new PointerByReference();
            int count = functions.virConnectGetAllDomainStats(connection, stats, array, flags);
            if (count < 0) {
                int code = library.lastErrorCode();
                if (code == LibvirtError.NO_SUPPORT || code == LibvirtError.ARGUMENT_UNSUPPORTED) {
                    return Optional.empty();
                }
                throw library.failure("read the statistics of all systems");
            }
            try {
                return Optional.of(reader.apply(List.of(array.getValue().getPointerArray(0, count))));
            } finally {
                functions.virDomainStatsRecordListFree(array.getValue());
            }
        });
    }

    // Networks

    /** The network of that name; empty if there is none. */
    Optional<NetworkHandle> network(String name) {
        return call(connection -> {
            NetworkPointer network = functions.virNetworkLookupByName(connection, name);
            if (network != null) {
                return Optional.of(new NetworkHandle(library, network));
            }
            if (library.lastErrorCode() == LibvirtError.NO_NETWORK) {
                return Optional.empty();
            }
            throw library.failure("network \"" + name + "\"");
        });
    }

    /** Defines a network, or defines it again; it is not started. */
    NetworkHandle defineNetwork(String name, String xml) {
        return call(connection -> new NetworkHandle(
                library,
                library.check(functions.virNetworkDefineXML(connection, xml), "define network \"" + name + "\"")));
    }

    /** All networks; none if the driver has no networks. */
    List<NetworkHandle> networks() {
        return call(connection -> {
            PointerByReference array = new PointerByReference();
            int count = functions.virConnectListAllNetworks(connection, array, 0);
            if (count < 0) {
                return noneIfUnsupported("list networks");
            }
            return LibvirtLibrary.objects(array, count, network -> LibvirtLibrary.typed(new NetworkPointer(), network))
                    .stream()
                    .map(network -> new NetworkHandle(library, network))
                    .toList();
        });
    }

    // Storage

    /** Defines a storage pool; it is not active yet. */
    PoolHandle definePool(String name, String xml) {
        return call(connection -> new PoolHandle(
                library,
                library.check(
                        functions.virStoragePoolDefineXML(connection, xml, 0),
                        "define storage pool \"" + name + "\"")));
    }

    /** The storage pool of that name; empty if there is none. */
    Optional<PoolHandle> pool(String name) {
        return call(connection -> {
            StoragePoolPointer pool = functions.virStoragePoolLookupByName(connection, name);
            if (pool != null) {
                return Optional.of(new PoolHandle(library, pool));
            }
            if (library.lastErrorCode() == LibvirtError.NO_STORAGE_POOL) {
                return Optional.empty();
            }
            throw library.failure("storage pool \"" + name + "\"");
        });
    }

    /** All storage pools that are active; none if the driver has no storage. */
    List<PoolHandle> activePools() {
        return call(connection -> {
            PointerByReference array = new PointerByReference();
            int count = functions.virConnectListAllStoragePools(connection, array, LibvirtFlags.LIST_POOLS_ACTIVE);
            if (count < 0) {
                return noneIfUnsupported("list storage pools");
            }
            return LibvirtLibrary.objects(array, count, pool -> LibvirtLibrary.typed(new StoragePoolPointer(), pool))
                    .stream()
                    .map(pool -> new PoolHandle(library, pool))
                    .toList();
        });
    }

    /** The volume at that path, if a pool has it. */
    Optional<VolumeHandle> volumeAt(String path) {
        return call(connection -> Optional.ofNullable(functions.virStorageVolLookupByPath(connection, path))
                .map(volume -> new VolumeHandle(library, volume)));
    }

    /** A stream for the content of a volume. */
    VolumeStream stream() {
        return call(connection -> {
            StreamPointer stream = library.check(functions.virStreamNew(connection, 0), "open a stream");
            return new VolumeStream(library, stream);
        });
    }

    private <T> List<T> noneIfUnsupported(String what) {
        if (library.lastErrorCode() == LibvirtError.NO_SUPPORT) {
            return new ArrayList<>();
        }
        throw library.failure(what);
    }
}
