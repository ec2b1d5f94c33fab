package org.openvman.provider.hypervisor.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.DomainSnapshotPointer;
import org.libvirt.jna.virDomainBlockInfo;
import org.libvirt.jna.virDomainJobInfo;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.ProcessorSet;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSample;

/** A domain of a connection. Each method is one call of libvirt; errors name the system. */
final class DomainHandle implements AutoCloseable {
    private static final int TYPE_LLONG = 3;
    private static final int TYPE_ULLONG = 4;

    private final LibvirtLibrary library;
    private final NativeLibvirt functions;
    private final DomainPointer pointer;
    private final String name;

    DomainHandle(LibvirtLibrary library, DomainPointer pointer) {
        this.library = library;
        this.functions = library.functions();
        this.pointer = pointer;
        // Read now: asking for it when a call has failed would clear the error.
        this.name = library.functions().virDomainGetName(pointer);
    }

    @Override
    public void close() {
        functions.virDomainFree(pointer);
    }

    SystemId id() {
        byte[] bytes = new byte[16];
        check(functions.virDomainGetUUID(pointer, bytes), "read the UUID of");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new SystemId(new UUID(buffer.getLong(), buffer.getLong()));
    }

    String name() {
        return name;
    }

    /** How messages call it. */
    String description() {
        return "system \"" + name() + "\"";
    }

    DomainState state() {
        IntByReference state = new IntByReference();
        IntByReference reason = new IntByReference();
        check(functions.virDomainGetState(pointer, state, reason, 0), "read the state of");
        return new DomainState(state.getValue(), reason.getValue());
    }

    /** The domain XML that the flags ask for; with secrets only if they say so. */
    String xml(int flags) {
        return library.check(
                        functions.virDomainGetXMLDesc(pointer, flags), "read the configuration of " + description())
                .toString();
    }

    /** What the system uses, for drivers that do not tell it of all in one call. */
    SystemSample load() {
        return new SingleLoad(functions, pointer).read(XmlElement.parse(xml(0)));
    }

    /** False if the driver knows no saved images. */
    boolean hasSavedImage() {
        return functions.virDomainHasManagedSaveImage(pointer, 0) == 1;
    }

    /** False if the driver knows no automatic start. */
    boolean startsWithHost() {
        IntByReference autostart = new IntByReference();
        return functions.virDomainGetAutostart(pointer, autostart) == 0 && autostart.getValue() == 1;
    }

    void setStartsWithHost(boolean start) {
        check(functions.virDomainSetAutostart(pointer, start ? 1 : 0), "set the automatic start of");
    }

    void start() {
        if (isContainer()) {
            requireRoot();
        }
        check(functions.virDomainCreateWithFlags(pointer, 0), "start");
    }

    /** A container without a root of its own has the host's, where our init is the init of the host. */
    private void requireRoot() {
        XmlElement domain = XmlElement.parse(xml(LibvirtFlags.XML_INACTIVE));
        boolean hasRoot = domain.child("devices").stream()
                .flatMap(devices -> devices.children("filesystem"))
                .anyMatch(each -> each.child("target")
                        .map(target -> target.attributeOr("dir", "").equals("/"))
                        .orElse(false));
        if (!hasRoot && domain.textOf("os", "init").equals(DomainTemplate.CONTAINER_INIT)) {
            throw new HypervisorException(
                    HypervisorException.Reason.INVALID_STATE,
                    description()
                            + " has no root file system: add a disk whose address is \"/\", from a folder of the host");
        }
    }

    void shutDown() {
        check(functions.virDomainShutdown(pointer), "shut down");
        if (isContainer()) {
            signalled(functions.virDomainShutdownFlags(pointer, LibvirtFlags.BY_SIGNAL), "shut down");
        }
    }

    /**
     * libvirt asks a container by initctl and takes that for done even where nobody listens there: the signal follows.
     * An init that understood the first request may be gone by now.
     */
    private void signalled(int result, String verb) {
        if (result < 0) {
            HypervisorException failure = library.failure(verb + " " + description());
            if (state().isLive()) {
                throw failure;
            }
        }
    }

    private boolean isContainer() {
        return osType().equals("exe");
    }

    private String osType() {
        return library.check(functions.virDomainGetOSType(pointer), "read the kind of " + description())
                .toString();
    }

    void powerOff() {
        check(functions.virDomainDestroy(pointer), "power off");
    }

    void pause() {
        check(functions.virDomainSuspend(pointer), "pause");
    }

    void resume() {
        check(functions.virDomainResume(pointer), "resume");
    }

    void save() {
        check(functions.virDomainManagedSave(pointer, 0), "save");
    }

    void dropSavedImage() {
        check(functions.virDomainManagedSaveRemove(pointer, 0), "drop the saved state of");
    }

    void reboot() {
        check(functions.virDomainReboot(pointer, 0), "reboot");
        if (isContainer()) {
            signalled(functions.virDomainReboot(pointer, LibvirtFlags.BY_SIGNAL), "reboot");
        }
    }

    void reset() {
        check(functions.virDomainReset(pointer, 0), "reset");
    }

    /** With what libvirt keeps of it. Drivers refuse flags for what they do not have. */
    void undefine() {
        int saved = LibvirtFlags.UNDEFINE_MANAGED_SAVE | LibvirtFlags.UNDEFINE_SNAPSHOTS_METADATA;
        int all = saved | LibvirtFlags.UNDEFINE_NVRAM | LibvirtFlags.UNDEFINE_CHECKPOINTS_METADATA;
        int result = -1;
        for (int flags : new int[] {all, saved, LibvirtFlags.UNDEFINE_MANAGED_SAVE, 0}) {
            result = functions.virDomainUndefineFlags(pointer, flags);
            if (result == 0 || !refusedFlags()) {
                break;
            }
        }
        check(result, "undefine");
    }

    private boolean refusedFlags() {
        int code = library.lastErrorCode();
        return code == LibvirtError.INVALID_ARG
                || code == LibvirtError.NO_SUPPORT
                || code == LibvirtError.ARGUMENT_UNSUPPORTED;
    }

    void rename(String name) {
        check(functions.virDomainRename(pointer, name, 0), "rename to \"" + name + "\"");
    }

    void setProcessors(int count, int flags) {
        check(functions.virDomainSetVcpusFlags(pointer, count, flags), "set the processors of");
    }

    void setMemoryKibibytes(long kibibytes, int flags) {
        check(functions.virDomainSetMemoryFlags(pointer, new NativeLong(kibibytes), flags), "set the memory of");
    }

    /** Moves it; returns when it is there, as the domain that it is there. */
    DomainHandle migrateTo(LibvirtConnection destination, TypedParameters parameters, int flags) {
        return destination.call(there -> new DomainHandle(
                library,
                library.check(
                        functions.virDomainMigrate3(pointer, there, parameters.array(), parameters.count(), flags),
                        "migrate " + description())));
    }

    /** How far the job is that libvirt does for this domain; empty if there is none, or one that cannot tell. */
    OptionalInt jobPercent() {
        virDomainJobInfo info = new virDomainJobInfo();
        if (functions.virDomainGetJobInfo(pointer, info) < 0 || info.dataTotal <= 0) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) (100 * (info.dataTotal - info.dataRemaining) / info.dataTotal));
    }

    /** Calls off the job that libvirt does for this domain, if there is one. */
    void abortJob() {
        functions.virDomainAbortJob(pointer);
    }

    boolean hasSnapshots() {
        return functions.virDomainSnapshotNum(pointer, 0) > 0;
    }

    /** All snapshots, each the caller's to close. */
    List<SnapshotHandle> snapshots() {
        PointerByReference array = new PointerByReference();
        int count = library.check(
                functions.virDomainListAllSnapshots(pointer, array, 0), "list the snapshots of " + description());
        return LibvirtLibrary.objects(array, count, p -> LibvirtLibrary.typed(new DomainSnapshotPointer(), p)).stream()
                .map(snapshot -> new SnapshotHandle(library, snapshot, description()))
                .toList();
    }

    /** The name of the snapshot that the next one will build on, if there is one. */
    Optional<String> currentSnapshot() {
        if (functions.virDomainHasCurrentSnapshot(pointer, 0) != 1) {
            return Optional.empty();
        }
        DomainSnapshotPointer current = functions.virDomainSnapshotCurrent(pointer, 0);
        if (current == null) {
            return Optional.empty();
        }
        try (SnapshotHandle snapshot = new SnapshotHandle(library, current, description())) {
            return Optional.of(snapshot.name());
        }
    }

    /** The snapshot of that name; empty if there is none. */
    Optional<SnapshotHandle> snapshot(String name) {
        DomainSnapshotPointer found = functions.virDomainSnapshotLookupByName(pointer, name, 0);
        if (found != null) {
            return Optional.of(new SnapshotHandle(library, found, description()));
        }
        if (library.lastErrorCode() == LibvirtError.NO_DOMAIN_SNAPSHOT) {
            return Optional.empty();
        }
        throw library.failure("find snapshot \"" + name + "\" of " + description());
    }

    SnapshotHandle createSnapshot(String name, String xml, int flags) {
        return new SnapshotHandle(
                library,
                library.check(
                        functions.virDomainSnapshotCreateXML(pointer, xml, flags),
                        "take snapshot \"" + name + "\" of " + description()),
                description());
    }

    /** What QEMU answers to a command of its machine protocol. */
    String monitor(String command) {
        NativeQemu qemu = LibvirtLibrary.qemu()
                .orElseThrow(() -> new HypervisorException(
                        HypervisorException.Reason.UNSUPPORTED,
                        "the library libvirt-qemu.so.0 cannot be loaded, by which QEMU is asked"));
        PointerByReference answer = new PointerByReference();
        check(qemu.virDomainQemuMonitorCommand(pointer, command, answer, 0), "ask the hypervisor of");
        String text = answer.getValue().getString(0, StandardCharsets.UTF_8.name());
        Native.free(Pointer.nativeValue(answer.getValue()));
        return text;
    }

    void setMetadata(int type, @Nullable String value, @Nullable String prefix, @Nullable String namespace, int flags) {
        check(functions.virDomainSetMetadata(pointer, type, value, prefix, namespace, flags), "set the description of");
    }

    void attach(String deviceXml, int flags) {
        check(functions.virDomainAttachDeviceFlags(pointer, deviceXml, flags), "add a device to");
    }

    void detach(String deviceXml, int flags) {
        check(functions.virDomainDetachDeviceFlags(pointer, deviceXml, flags), "remove a device from");
    }

    void update(String deviceXml, int flags) {
        check(functions.virDomainUpdateDeviceFlags(pointer, deviceXml, flags), "change a device of");
    }

    void resizeBlock(String target, long bytes) {
        check(
                functions.virDomainBlockResize(pointer, target, bytes, LibvirtFlags.BLOCK_RESIZE_BYTES),
                "resize disk " + target + " of");
    }

    /** The capacity of a disk that the guest sees; 0 if the driver cannot tell. */
    long blockCapacity(String target) {
        virDomainBlockInfo info = new virDomainBlockInfo();
        return functions.virDomainGetBlockInfo(pointer, target, info, 0) < 0 ? 0 : info.capacity;
    }

    /** Sets numbers of the scheduler: cpu_shares is unsigned, the others (vcpu_quota, vcpu_period) as libvirt says. */
    void setScheduler(Map<String, Long> values, int flags) {
        try (Memory parameters = parameters(values)) {
            check(
                    functions.virDomainSetSchedulerParametersFlags(pointer, parameters, values.size(), flags),
                    "set the processor share of");
        }
    }

    /** Sets the limits of a disk; 0 for none. */
    void setBlockLimits(String target, Map<String, Long> values, int flags) {
        try (Memory parameters = parameters(values)) {
            check(
                    functions.virDomainSetBlockIoTune(pointer, target, parameters, values.size(), flags),
                    "limit disk " + target + " of");
        }
    }

    /** Says where one virtual processor may run. */
    void pinProcessor(int number, ProcessorSet processors, int flags) {
        byte[] map = processors.toBytes();
        check(
                functions.virDomainPinVcpuFlags(pointer, number, map, map.length, flags),
                "pin processor " + number + " of");
    }

    private static Memory parameters(Map<String, Long> values) {
        Memory parameters = new Memory((long) DomainStats.PARAMETER_SIZE * values.size());
        parameters.clear();
        long offset = 0;
        for (Map.Entry<String, Long> value : values.entrySet()) {
            parameters.setString(offset, value.getKey(), StandardCharsets.US_ASCII.name());
            int type = value.getKey().equals("vcpu_quota") ? TYPE_LLONG : TYPE_ULLONG;
            parameters.setInt(offset + DomainStats.PARAMETER_TYPE, type);
            parameters.setLong(offset + DomainStats.PARAMETER_VALUE, value.getValue());
            offset += DomainStats.PARAMETER_SIZE;
        }
        return parameters;
    }

    private void check(int result, String verb) {
        if (result < 0) {
            throw library.failure(verb + " " + description());
        }
    }
}
