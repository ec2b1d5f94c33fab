package org.openvman.provider.hypervisor.libvirt;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.libvirt.jna.CString;
import org.libvirt.jna.NetworkPointer;

/** A virtual network of a connection. */
final class NetworkHandle implements AutoCloseable {
    private final LibvirtLibrary library;
    private final NetworkPointer pointer;
    private final String name;

    NetworkHandle(LibvirtLibrary library, NetworkPointer pointer) {
        this.library = library;
        this.pointer = pointer;
        // Read now: asking for it when a call has failed would clear the error.
        this.name = library.functions().virNetworkGetName(pointer);
    }

    String name() {
        return name;
    }

    String xml() {
        return library.check(library.functions().virNetworkGetXMLDesc(pointer, 0), "read network \"" + name() + "\"")
                .toString();
    }

    /** As its next start will make it; libvirt's test driver keeps one form for both. */
    String recordedXml() {
        CString recorded = library.functions().virNetworkGetXMLDesc(pointer, LibvirtFlags.NETWORK_XML_INACTIVE);
        return recorded == null && library.lastErrorCode() == LibvirtError.INVALID_ARG
                ? xml()
                : library.check(recorded, "read " + description()).toString();
    }

    UUID id() {
        byte[] bytes = new byte[16];
        library.check(library.functions().virNetworkGetUUID(pointer, bytes), "read the UUID of " + description());
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    boolean isActive() {
        return library.functions().virNetworkIsActive(pointer) == 1;
    }

    void start() {
        library.check(library.functions().virNetworkCreate(pointer), "start " + description());
    }

    void stop() {
        library.check(library.functions().virNetworkDestroy(pointer), "stop " + description());
    }

    void setStartsWithHost() {
        library.check(
                library.functions().virNetworkSetAutostart(pointer, 1), "set the automatic start of " + description());
    }

    void undefine() {
        library.check(library.functions().virNetworkUndefine(pointer), "undefine " + description());
    }

    private String description() {
        return "network \"" + name() + "\"";
    }

    @Override
    public void close() {
        library.functions().virNetworkFree(pointer);
    }
}
