package org.openvman.ovf.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Public descriptors with what their own sources say of them, where they are on the machine; none is in the project. */
public final class Corpus {
    private static final Path FOLDER = Path.of(System.getProperty("ovf.corpus", "/work/shared/reference/ovf-corpus"));
    private static final Path SCHEMAS = Path.of(System.getProperty("ovf.schemas", "/work/shared/reference/xsd"));

    private Corpus() {}

    /** One descriptor, and what its source says of it. */
    public record Sample(Path file, String label) {
        public String name() {
            return String.valueOf(file.getFileName());
        }

        public boolean isValid() {
            return label.startsWith("valid") || label.startsWith("accepted");
        }

        /** Others are invalid only together with a file or an option that is not here. */
        public boolean isInvalid() {
            return label.equals("invalid(source test)");
        }

        public byte[] bytes() throws IOException {
            return Files.readAllBytes(file);
        }
    }

    /** All samples; skips the test where there are none. */
    public static List<Sample> samples() throws IOException {
        Path sources = FOLDER.resolve("SOURCES.tsv");
        assumeTrue(Files.exists(sources), "no corpus of descriptors at " + FOLDER);
        try (Stream<String> lines = Files.lines(sources)) {
            return lines.skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(columns -> new Sample(FOLDER.resolve(columns[0]), columns[6]))
                    .filter(sample -> Files.exists(sample.file()))
                    .toList();
        }
    }

    /** The folder of the schemas as published; skips the test where they are not. */
    public static Path publishedSchemas() {
        assumeTrue(Files.exists(SCHEMAS.resolve("catalog.xml")), "no published schemas at " + SCHEMAS);
        return SCHEMAS;
    }
}
