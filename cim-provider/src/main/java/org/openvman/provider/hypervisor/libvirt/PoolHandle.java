package org.openvman.provider.hypervisor.libvirt;

import com.sun.jna.ptr.PointerByReference;
import java.util.List;
import java.util.Optional;
import org.libvirt.jna.StoragePoolPointer;
import org.libvirt.jna.StorageVolPointer;
import org.libvirt.jna.virStoragePoolInfo;

/** A storage pool of a connection. */
final class PoolHandle implements AutoCloseable {
    private final LibvirtLibrary library;
    private final NativeLibvirt functions;
    private final StoragePoolPointer pointer;
    private final String name;

    PoolHandle(LibvirtLibrary library, StoragePoolPointer pointer) {
        this.library = library;
        this.functions = library.functions();
        this.pointer = pointer;
        // Read now: asking for it when a call has failed would clear the error.
        this.name = library.functions().virStoragePoolGetName(pointer);
    }

    String name() {
        return name;
    }

    boolean isActive() {
        return functions.virStoragePoolIsActive(pointer) == 1;
    }

    virStoragePoolInfo info() {
        virStoragePoolInfo info = new virStoragePoolInfo();
        library.check(functions.virStoragePoolGetInfo(pointer, info), "read " + description());
        return info;
    }

    String xml() {
        return library.check(functions.virStoragePoolGetXMLDesc(pointer, 0), "read " + description())
                .toString();
    }

    /** Makes the folder. */
    void build() {
        library.check(functions.virStoragePoolBuild(pointer, 0), "make the folder of " + description());
    }

    void start() {
        library.check(functions.virStoragePoolCreate(pointer, 0), "start " + description());
    }

    void setStartsWithHost() {
        library.check(functions.virStoragePoolSetAutostart(pointer, 1), "set the automatic start of " + description());
    }

    void stop() {
        library.check(functions.virStoragePoolDestroy(pointer), "stop " + description());
    }

    /** Removes the folder if nothing is in it; one that holds something, or belongs to someone, stays. */
    void removeFolder() {
        functions.virStoragePoolDelete(pointer, 0);
    }

    void undefine() {
        library.check(functions.virStoragePoolUndefine(pointer), "undefine " + description());
    }

    /** Looks for files that libvirt does not know of yet. */
    void refresh() {
        library.check(functions.virStoragePoolRefresh(pointer, 0), "refresh " + description());
    }

    Optional<VolumeHandle> volume(String name) {
        StorageVolPointer volume = functions.virStorageVolLookupByName(pointer, name);
        if (volume != null) {
            return Optional.of(new VolumeHandle(library, volume));
        }
        if (library.lastErrorCode() == LibvirtError.NO_STORAGE_VOL) {
            return Optional.empty();
        }
        throw library.failure("find volume \"" + name + "\" in " + description());
    }

    List<VolumeHandle> volumes() {
        PointerByReference array = new PointerByReference();
        int count = library.check(
                functions.virStoragePoolListAllVolumes(pointer, array, 0), "list the volumes of " + description());
        return LibvirtLibrary.objects(array, count, volume -> LibvirtLibrary.typed(new StorageVolPointer(), volume))
                .stream()
                .map(volume -> new VolumeHandle(library, volume))
                .toList();
    }

    VolumeHandle create(String name, String xml) {
        return new VolumeHandle(
                library,
                library.check(functions.virStorageVolCreateXML(pointer, xml, 0), "create volume \"" + name + "\""));
    }

    /** A copy of another volume, in the format that the XML says. */
    VolumeHandle convert(String name, String xml, VolumeHandle source) {
        return new VolumeHandle(
                library,
                library.check(
                        functions.virStorageVolCreateXMLFrom(pointer, xml, source.pointer(), 0),
                        "create volume \"" + name + "\""));
    }

    private String description() {
        return "storage pool \"" + name() + "\"";
    }

    @Override
    public void close() {
        functions.virStoragePoolFree(pointer);
    }
}
