package org.openvman.ovf.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.service.AttachedFile;
import org.openvman.ovf.service.Hardware;
import org.openvman.ovf.service.Instances;
import org.openvman.ovf.service.Start;
import org.openvman.ovf.service.Tier;
import org.openvman.ovf.testing.Oracle;

/** cloud-init, where it is installed, reads what we write: its data sources OVF and NoCloud. */
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

    /** What NoCloud does with the seed: find its files, set host name and network, run what user-data says. */
    private static final String READ_SEED = """
            import json, sys
            from cloudinit import util
            from cloudinit.config.schema import get_schema, validate_cloudconfig_schema
            from cloudinit.net.network_state import parse_net_config_data
            found = util.pathprefix2dict(sys.argv[1], required=['user-data', 'meta-data'], optional=['network-config'])
            user = found['user-data'].decode()
            config = util.load_yaml(user)
            validate_cloudconfig_schema(config, get_schema(), strict=True)
            state = parse_net_config_data(util.load_yaml(found['network-config'].decode()))
            print(json.dumps({'metadata': util.load_yaml(found['meta-data'].decode()),
                              'header': user.splitlines()[0], 'commands': config['runcmd'],
                              'interfaces': [[i['name'], i['subnets'][0]['address'], i['subnets'][0]['prefix'],
                                              i['subnets'][0].get('gateway')] for i in state.iter_interfaces()]}))
            """;

    @Test
    void cloudInitReadsTheNoCloudSeed() throws Exception {
        assumeTrue(Oracle.succeeds("python3", "-c", "import cloudinit.sources.DataSourceNoCloud"), "no cloud-init");
        Path iso = folder.resolve("seed.iso");
        byte[] script = "echo up\n".getBytes(StandardCharsets.UTF_8);
        new NoCloudSeed(member(), "<Environment/>".getBytes(StandardCharsets.UTF_8))
                .withFile("setup.sh", script.length, () -> new ByteArrayInputStream(script))
                .write(iso);
        assertThat(Oracle.run("isoinfo", "-d", "-i", iso.toString())).contains("Volume id: CIDATA");
        Path tree = folder.resolve("tree");
        Oracle.run("xorriso", "-osirrox", "on", "-indev", iso.toString(), "-extract", "/", tree.toString());
        assertThat(tree.resolve("ovffiles/setup.sh")).hasBinaryContent(script);
        assertThat(tree.resolve("ovf-env.xml")).hasContent("<Environment/>");
        Path reader = Files.writeString(folder.resolve("read.py"), READ_SEED);

        Map<?, ?> read =
                new ObjectMapper().readValue(Oracle.run("python3", reader.toString(), tree.toString()), Map.class);

        assertThat(read.get("metadata"))
                .isEqualTo(Map.of("instance-id", "shop.app-2", "local-hostname", "app-2.example.org"));
        assertThat(read.get("header")).isEqualTo("#cloud-config");
        assertThat(read.get("commands"))
                .isEqualTo(List.of(
                        List.of("mkdir", "-p", "/run/ovf"),
                        List.of("mount", "-o", "ro", "LABEL=CIDATA", "/run/ovf"),
                        List.of("sh", "/run/ovf/ovffiles/setup.sh")));
        assertThat(read.get("interfaces"))
                .isEqualTo(List.of(
                        List.of("eth0", "10.0.0.12", 24, "10.0.0.1"), Arrays.asList("eth1", "192.168.7.12", 16, null)));
    }

    /** The second member of a tier on two networks, one of which leads nowhere. */
    private static Member member() {
        Tier tier = new Tier(
                "app",
                "",
                "base",
                Hardware.fixed(1, ByteSize.mebibytes(128)),
                List.of("front", "back"),
                new Start(0, Duration.ZERO),
                Optional.empty(),
                Instances.one(),
                List.of(new AttachedFile("scripts/app.sh", "setup.sh")),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
        MemberContext context = new MemberContext(
                "shop",
                "app",
                2,
                "app-2",
                "example.org",
                Map.of(
                        "back",
                        NetworkAddress.of("192.168.7.12", 16),
                        "front",
                        new NetworkAddress("10.0.0.12", 24, "10.0.0.1", List.of("10.0.0.1"))),
                Map.of(),
                Map.of());
        return new Member("app-2", tier, context);
    }
}
