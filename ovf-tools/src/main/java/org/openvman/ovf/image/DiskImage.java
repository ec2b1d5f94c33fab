package org.openvman.ovf.image;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a disk image says of itself.
 *
 * @param virtualBytes the size of the disk inside; empty when the image does not say it
 * @param backing whether it holds only the differences to another file
 * @param damages what does not fit together, as remarks about the image
 */
public record DiskImage(Kind kind, OptionalLong virtualBytes, boolean backing, List<String> damages) {

    /** Formats that can be told apart by their first bytes. */
    public enum Kind {
        QCOW2("QCOW2"),
        VMDK_STREAM_OPTIMIZED("stream-optimized VMDK"),
        VMDK_SPARSE("sparse VMDK"),
        VMDK_VMFS("VMFS sparse VMDK"),
        VMDK_TEXT("VMDK descriptor, its disk in other files"),
        OTHER("neither QCOW2 nor VMDK");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public boolean isVmdk() {
            return text.contains("VMDK") && this != OTHER;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    public DiskImage {
        damages = List.copyOf(damages);
    }
}
