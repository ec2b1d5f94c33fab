package org.openvman.provider.hypervisor.libvirt;

import org.libvirt.jna.DomainSnapshotPointer;

/** A snapshot of a domain. Each method is one call of libvirt; errors name snapshot and system. */
final class SnapshotHandle implements AutoCloseable {
    private final LibvirtLibrary library;
    private final NativeLibvirt functions;
    private final DomainSnapshotPointer pointer;
    private final String name;
    private final String description;

    SnapshotHandle(LibvirtLibrary library, DomainSnapshotPointer pointer, String system) {
        this.library = library;
        this.functions = library.functions();
        this.pointer = pointer;
        // Read now: asking for it when a call has failed would clear the error.
        this.name = functions.virDomainSnapshotGetName(pointer);
        this.description = "snapshot \"" + name + "\" of " + system;
    }

    String name() {
        return name;
    }

    String xml() {
        return library.check(functions.virDomainSnapshotGetXMLDesc(pointer, 0), "read " + description)
                .toString();
    }

    /** Sets the domain back, with a new process of the hypervisor where the old one cannot be used for it. */
    void revert() {
        library.check(
                functions.virDomainRevertToSnapshot(pointer, LibvirtFlags.SNAPSHOT_REVERT_FORCE),
                "apply " + description);
    }

    /** Its children move to its parent. */
    void delete() {
        library.check(functions.virDomainSnapshotDelete(pointer, 0), "destroy " + description);
    }

    @Override
    public void close() {
        functions.virDomainSnapshotFree(pointer);
    }
}
