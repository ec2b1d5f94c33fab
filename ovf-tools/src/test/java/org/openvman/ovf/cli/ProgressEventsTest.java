package org.openvman.ovf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openvman.ovf.cli.OvfRun.ovf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressEventsTest {
    @TempDir
    Path folder;

    @Test
    void packingTellsAProgramHowFarItIs() throws Exception {
        Path shop = folder.resolve("shop");
        ovf("new", shop).ends(ExitCode.OK);
        Files.write(shop.resolve("guest.qcow2"), new byte[100]);

        OvfRun ran = ovf("pack", shop.resolve("service.yaml"), "-o", folder + "/s.ova", "--progress", "json")
                .ends(ExitCode.OK);

        List<String> lines = ran.err().lines().toList();
        JsonNode end = new ObjectMapper().readTree(lines.get(lines.size() - 1));
        assertThat(end.get("event").asText()).isEqualTo("bytes");
        assertThat(end.get("what").asText()).isEqualTo("packing");
        assertThat(end.get("done").asLong())
                .isEqualTo(end.get("total").asLong())
                .isGreaterThanOrEqualTo(100);
        assertThat(end.get("end").asBoolean()).isTrue();
    }
}
