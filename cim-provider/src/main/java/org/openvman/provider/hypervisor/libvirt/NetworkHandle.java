package org.openvman.provider.hypervisor.libvirt;

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

    @Override
    public void close() {
        library.functions().virNetworkFree(pointer);
    }
}
