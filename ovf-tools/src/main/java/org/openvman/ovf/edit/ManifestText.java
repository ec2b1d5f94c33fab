package org.openvman.ovf.edit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.openvman.ovf.io.DigestAlgorithm;
import org.openvman.ovf.io.DigestManifest;

/** The manifest of digests of a package that is edited: other lines keep their bytes. */
final class ManifestText {
    private final DigestManifest manifest;
    private final List<String> lines;

    ManifestText(byte[] bytes) {
        this.manifest = DigestManifest.read(bytes);
        this.lines = new ArrayList<>(List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("(?<=\n)", -1)));
    }

    /** The algorithm of the lines that are there. */
    DigestAlgorithm algorithm() {
        return manifest.entries().stream()
                .map(DigestManifest.Entry::algorithm)
                .findFirst()
                .orElse(DigestAlgorithm.SHA256);
    }

    Optional<DigestAlgorithm> algorithmOf(String name) {
        return manifest.entry(name).map(DigestManifest.Entry::algorithm);
    }

    /** Gives a file that is listed another digest. */
    void replace(String name, byte[] digest) {
        manifest.entry(name).ifPresent(entry -> {
            String line = lines.get(entry.line() - 1);
            int equals = line.lastIndexOf('=');
            lines.set(
                    entry.line() - 1,
                    line.substring(0, equals)
                            + line.substring(equals)
                                    .replaceFirst("[0-9a-fA-F]+", HexFormat.of().formatHex(digest)));
        });
    }

    void remove(String name) {
        manifest.entry(name).ifPresent(entry -> lines.set(entry.line() - 1, ""));
    }

    void add(String name, byte[] digest) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        lines.add(algorithm().name() + "(" + new String(utf8, StandardCharsets.ISO_8859_1) + ")= "
                + HexFormat.of().formatHex(digest) + "\n");
    }

    byte[] bytes() {
        return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
    }
}
