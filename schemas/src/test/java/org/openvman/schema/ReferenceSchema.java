package org.openvman.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The DMTF's schema as published, where a machine has it beside the checkout; it is not part of this project. */
record ReferenceSchema(Path folder, Path rootFile) {
    private static final String PROPERTY = "openvman.reference";

    /** The final 2.49 schema, or a skipped test. */
    static ReferenceSchema finals() {
        return in("2.49-final", "cim_schema_2.49.0.mof");
    }

    /** The experimental 2.41 schema, or a skipped test. */
    static ReferenceSchema experimental() {
        return in("2.41-experimental", "cim_schema_2.41.0.mof");
    }

    /** Every MOF file below the folder. */
    List<Path> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".mof"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReferenceSchema in(String version, String rootFile) {
        Optional<Path> folder =
                location().map(root -> root.resolve("cim-schema").resolve(version));
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            String reason = "Not compared with the DMTF schema " + version + ": no shared/reference beside the checkout"
                    + " (or -D" + PROPERTY + "=FOLDER)";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        return new ReferenceSchema(folder.orElseThrow(), folder.orElseThrow().resolve(rootFile));
    }

    private static Optional<Path> location() {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            return Optional.of(Path.of(given));
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve("shared/reference");
            if (Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
