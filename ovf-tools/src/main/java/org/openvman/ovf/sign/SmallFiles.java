package org.openvman.ovf.sign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads keys and certificates, which are small. */
final class SmallFiles {
    private static final int LARGEST = 16 << 20;

    private SmallFiles() {}

    static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new SigningException(file + ": too large for a key or for certificates");
            }
            return bytes;
        }
    }
}
