package org.openvman.provider.hypervisor.libvirt;

import java.nio.ByteBuffer;
import org.libvirt.jna.SizeT;
import org.libvirt.jna.StreamPointer;

/** A blocking stream of libvirt; one that is not finished is aborted when it closes. */
final class VolumeStream implements AutoCloseable {
    private final LibvirtLibrary library;
    private final StreamPointer pointer;
    private boolean finished;

    VolumeStream(LibvirtLibrary library, StreamPointer pointer) {
        this.library = library;
        this.pointer = pointer;
    }

    StreamPointer pointer() {
        return pointer;
    }

    /** Sends all that is left in the buffer. */
    void send(ByteBuffer content) {
        while (content.hasRemaining()) {
            int sent = library.check(
                    library.functions().virStreamSend(pointer, content.slice(), new SizeT(content.remaining())),
                    "send content");
            content.position(content.position() + sent);
        }
    }

    /** Fills some of the buffer; 0 when there is no more, and then the stream is finished. */
    int receive(ByteBuffer content) {
        if (finished) {
            return 0;
        }
        int received = library.check(
                library.functions().virStreamRecv(pointer, content.slice(), new SizeT(content.remaining())),
                "receive content");
        if (received == 0) {
            finish();
        }
        return received;
    }

    /** Waits until the other side has everything. */
    void finish() {
        finished = true;
        library.check(library.functions().virStreamFinish(pointer), "send content");
    }

    @Override
    public void close() {
        if (!finished) {
            library.functions().virStreamAbort(pointer);
        }
        library.functions().virStreamFree(pointer);
    }
}
