package org.openvman.provider.hypervisor.libvirt;

import org.libvirt.jna.StoragePoolPointer;
import org.libvirt.jna.StorageVolPointer;
import org.libvirt.jna.virStorageVolInfo;

/** A storage volume of a connection. */
final class VolumeHandle implements AutoCloseable {
    private final LibvirtLibrary library;
    private final NativeLibvirt functions;
    private final StorageVolPointer pointer;
    private final String name;

    VolumeHandle(LibvirtLibrary library, StorageVolPointer pointer) {
        this.library = library;
        this.functions = library.functions();
        this.pointer = pointer;
        // Read now: asking for it when a call has failed would clear the error.
        this.name = library.functions().virStorageVolGetName(pointer);
    }

    StorageVolPointer pointer() {
        return pointer;
    }

    String name() {
        return name;
    }

    /** Known without asking the host; the path, for pools of files. */
    String key() {
        return functions.virStorageVolGetKey(pointer);
    }

    String path() {
        return library.check(functions.virStorageVolGetPath(pointer), "read " + description())
                .toString();
    }

    String xml() {
        return library.check(functions.virStorageVolGetXMLDesc(pointer, 0), "read " + description())
                .toString();
    }

    virStorageVolInfo info() {
        virStorageVolInfo info = new virStorageVolInfo();
        library.check(functions.virStorageVolGetInfo(pointer, info), "read " + description());
        return info;
    }

    PoolHandle pool() {
        StoragePoolPointer pool = library.check(
                functions.virStoragePoolLookupByVolume(pointer), "find the storage pool of " + description());
        return new PoolHandle(library, pool);
    }

    void resize(long bytes) {
        library.check(functions.virStorageVolResize(pointer, bytes, 0), "resize " + description());
    }

    void delete() {
        library.check(functions.virStorageVolDelete(pointer, 0), "delete " + description());
    }

    /** Makes the stream the way into the volume, for that many bytes. */
    void receive(VolumeStream stream, long bytes) {
        library.check(functions.virStorageVolUpload(pointer, stream.pointer(), 0, bytes, 0), "write " + description());
    }

    /** Makes the stream the way out of the volume. */
    void send(VolumeStream stream, long bytes) {
        library.check(functions.virStorageVolDownload(pointer, stream.pointer(), 0, bytes, 0), "read " + description());
    }

    private String description() {
        return "volume \"" + name() + "\"";
    }

    @Override
    public void close() {
        functions.virStorageVolFree(pointer);
    }
}
