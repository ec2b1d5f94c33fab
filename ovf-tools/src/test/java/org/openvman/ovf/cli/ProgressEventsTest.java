package org.openvman.ovf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
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
        StringWriter err = new StringWriter();
        Path shop = folder.resolve("shop");
        run(err, "new", shop.toString());
        Files.write(shop.resolve("guest.qcow2"), new byte[100]);

        run(err, "pack", shop.resolve("service.yaml").toString(), "-o", folder + "/s.ova", "--progress", "json");

        List<String> lines = err.toString().lines().toList();
        JsonNode end = new ObjectMapper().readTree(lines.get(lines.size() - 1));
        assertThat(end.get("event").asText()).isEqualTo("bytes");
        assertThat(end.get("what").asText()).isEqualTo("packing");
        assertThat(end.get("done").asLong())
                .isEqualTo(end.get("total").asLong())
                .isGreaterThanOrEqualTo(100);
        assertThat(end.get("end").asBoolean()).isTrue();
    }

    private static void run(StringWriter err, String... arguments) {
        int exitCode = Ovf.run(new PrintWriter(new StringWriter()), new PrintWriter(err), arguments);
        assertThat(exitCode).as(err.toString()).isZero();
    }
}
