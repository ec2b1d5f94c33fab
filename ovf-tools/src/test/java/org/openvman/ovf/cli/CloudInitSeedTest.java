package org.openvman.ovf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openvman.ovf.cli.OvfRun.ovf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.ovf.testing.Images;
import org.openvman.ovf.testing.Oracle;

/** What {@code ovf env} writes, in the hands of cloud-init's own data sources, where cloud-init is. */
class CloudInitSeedTest {
    /** The data source finds the seed in its folder, as it finds it on a disc. */
    private static final String READ = """
            import json, sys
            from cloudinit import helpers, util
            from cloudinit.config.schema import get_schema, validate_cloudconfig_schema
            from cloudinit.sources import %1$s as source
            paths = helpers.Paths({'cloud_dir': sys.argv[1], 'run_dir': sys.argv[1]})
            found = source.%1$s({'datasource': {'NoCloud': {'fs_label': None}}}, None, paths)
            assert found._get_data()
            user = found.userdata_raw or ''
            user = user if isinstance(user, str) else user.decode()
            if user:
                validate_cloudconfig_schema(util.load_yaml(user), get_schema(), strict=True)
            print(json.dumps({'metadata': found.metadata, 'user': user, 'seed': str(found.seed),
                              'network': getattr(found, 'network_config', None)}))
            """;

    @TempDir
    Path folder;

    private Path shop;

    @BeforeEach
    void makeService() throws Exception {
        assumeTrue(Oracle.succeeds("python3", "-c", "import cloudinit.sources.DataSourceNoCloud"), "no cloud-init");
        shop = folder.resolve("shop");
        ovf("new", shop).ends(ExitCode.OK);
        Files.write(shop.resolve("guest.qcow2"), Images.qcow2(1 << 20));
    }

    @Test
    void noCloudFindsTheSeedOfEveryTier() throws Exception {
        for (String tier : new String[] {"db", "app", "web"}) {
            JsonNode read = read("nocloud", tier, folder.resolve(tier + "/seed/nocloud"), "DataSourceNoCloud");
            assertThat(read.at("/metadata/local-hostname").asText()).isEqualTo(tier + "-1.example.org");
            assertThat(read.at("/metadata/instance-id").asText()).contains(tier);
            assertThat(read.get("user").asText()).startsWith("#cloud-config\n").contains("/run/ovf");
            assertThat(read.at("/network/version").asInt()).isPositive();
        }
    }

    @Test
    void theSourceOfOvfFindsWhatTheTemplateSaysToIt() throws Exception {
        shop = folder.resolve("one");
        ovf("new", shop, "--template", "single").ends(ExitCode.OK);
        Files.write(shop.resolve("guest.qcow2"), Images.qcow2(1 << 20));
        JsonNode read = read("iso", "server", folder.resolve("server/seed"), "DataSourceOVF");
        assertThat(read.get("seed").asText()).endsWith("ovf-env.xml");
        assertThat(read.at("/metadata/instance-id").asText()).isEqualTo("one.server-1");
        assertThat(read.at("/metadata/local-hostname").asText()).isEqualTo("server-1");
    }

    private JsonNode read(String transport, String tier, Path seed, String source)
            throws IOException, InterruptedException {
        Path iso = folder.resolve(tier + ".iso");
        ovf("env", shop.resolve("service.yaml"), "--tier", tier, "--transport", transport, "-o", iso)
                .ends(ExitCode.OK);
        Files.createDirectories(seed.getParent());
        Oracle.run("xorriso", "-osirrox", "on", "-indev", iso.toString(), "-extract", "/", seed.toString());
        Path script = Files.writeString(folder.resolve("read.py"), READ.formatted(source));
        String cloud = folder.resolve(tier).toString();
        return new ObjectMapper().readTree(Oracle.run("python3", script.toString(), cloud));
    }
}
