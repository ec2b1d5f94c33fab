package org.openvman.ovf.service;

import java.util.Locale;
import java.util.Optional;

/** Disk image formats, each with the URI that {@code ovf:format} of a Disk carries. */
public enum ImageFormat {
    QCOW2("http://www.gnome.org/~markmc/qcow-image-format.html"),
    VMDK("http://www.vmware.com/interfaces/specifications/vmdk.html#streamOptimized"),
    RAW("http://schemas.openvman.org/ovf/1/format/raw");

    private final String uri;

    ImageFormat(String uri) {
        this.uri = uri;
    }

    /** The value of {@code ovf:format}. */
    public String uri() {
        return uri;
    }

    /** The word in a manifest, which {@code qemu-img} knows too. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ImageFormat ofWord(String word) {
        for (ImageFormat format : values()) {
            if (format.word().equalsIgnoreCase(word)) {
                return format;
            }
        }
        throw new IllegalArgumentException("unknown image format '" + word + "' (known: qcow2, vmdk, raw)");
    }

    /** By URI; any of the VMDK variants is {@link #VMDK}. */
    public static Optional<ImageFormat> ofUri(String uri) {
        String lower = uri.toLowerCase(Locale.ROOT);
        if (lower.contains("qcow")) {
            return Optional.of(QCOW2);
        }
        if (lower.contains("vmdk")) {
            return Optional.of(VMDK);
        }
        return lower.equals(RAW.uri) ? Optional.of(RAW) : Optional.empty();
    }
}
