package org.openvman.provider.hypervisor.libvirt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/**
 * The disks of a running QEMU, asked over its machine protocol (QMP, block-core). libvirt cannot snapshot the inside of
 * images without the memory while they are in use; QEMU can, and all of them at one moment.
 */
record BlockMonitor(DomainHandle domain) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The name of each image that can be written, by its path. */
    Map<String, String> nodes() {
        Map<String, String> nodes = new LinkedHashMap<>();
        for (JsonNode device : execute(JSON.createObjectNode().put("execute", "query-block"))) {
            JsonNode image = device.path("inserted");
            if (!image.path("ro").asBoolean(true)) {
                // The file of an image on another one is its own, not its base's.
                nodes.put(
                        image.path("image").path("filename").asText(),
                        image.path("node-name").asText());
            }
        }
        return nodes;
    }

    /** Of all or none. */
    void snapshot(Collection<String> nodes, String name) {
        ObjectNode command = JSON.createObjectNode().put("execute", "transaction");
        ArrayNode actions = command.putObject("arguments").putArray("actions");
        for (String node : nodes) {
            actions.addObject()
                    .put("type", "blockdev-snapshot-internal-sync")
                    .putObject("data")
                    .put("device", node)
                    .put("name", name);
        }
        execute(command);
    }

    void deleteSnapshot(Collection<String> nodes, String name) {
        for (String node : nodes) {
            ObjectNode command = JSON.createObjectNode().put("execute", "blockdev-snapshot-delete-internal-sync");
            command.putObject("arguments").put("device", node).put("name", name);
            execute(command);
        }
    }

    private JsonNode execute(ObjectNode command) {
        try {
            JsonNode answer = JSON.readTree(domain.monitor(JSON.writeValueAsString(command)));
            if (answer.has("error")) {
                String reason = answer.path("error").path("desc").asText();
                throw new HypervisorException(
                        LibvirtError.reason(0, reason), domain.description() + ": QEMU refused: " + reason);
            }
            return answer.path("return");
        } catch (JsonProcessingException e) {
            throw new HypervisorException(
                    Reason.FAILED, domain.description() + ": QEMU's answer cannot be read: " + e.getMessage(), e);
        }
    }
}
