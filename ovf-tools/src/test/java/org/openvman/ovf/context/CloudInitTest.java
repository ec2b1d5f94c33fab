package org.openvman.ovf.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.testing.Oracle;

/** cloud-init's OVF data source, where it is installed, reads the document from the ISO that we write. */
class CloudInitTest {
    private static final String READ_PROPERTIES = """
            import json, sys
            from cloudinit.sources.DataSourceOVF import get_properties, read_ovf_environment
            document = open(sys.argv[1], 'rb').read()
            metadata = read_ovf_environment(document)[0]
            print(json.dumps({'properties': get_properties(document), 'metadata': metadata}))
            """;

    @TempDir
    Path folder;

    @Test
    void cloudInitFindsEveryPropertyAndTheHostName() throws Exception {
        assumeTrue(Oracle.succeeds("python3", "-c", "import cloudinit.sources.DataSourceOVF"), "no cloud-init");
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("instance-id", "shop/app-1");
        properties.put("hostname", "app-1");
        properties.put("com.example.text", "<\"Söhne\" & 'Co'>\n\ttabbed ");
        OvfEnvironment environment = new OvfEnvironment(
                "app-1",
                OvfEnvironment.Platform.openvman("0.1"),
                properties,
                List.of(new OvfEnvironment.Entity("x", Map.of("k", "v"))));
        Path iso = folder.resolve("env.iso");
        new EnvironmentIso(new EnvironmentXml().write(environment)).write(iso);
        Path document = Files.write(folder.resolve("ovf-env.xml"), IsoReader.read(iso, "ovf-env.xml"));
        Path script = Files.writeString(folder.resolve("read.py"), READ_PROPERTIES);

        Map<?, ?> read =
                new ObjectMapper().readValue(Oracle.run("python3", script.toString(), document.toString()), Map.class);

        assertThat(read.get("properties")).isEqualTo(properties);
        assertThat(read.get("metadata")).isEqualTo(Map.of("instance-id", "shop/app-1", "local-hostname", "app-1"));
    }
}
