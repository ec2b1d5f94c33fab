package org.openvman.ovf.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openvman.ovf.service.AttachedFile;

/**
 * The ISO from which cloud-init's data source NoCloud sets a member up: {@code meta-data}, {@code user-data} and
 * {@code network-config} at its root, labelled {@code CIDATA}. The OVF environment and the member's files are on it too,
 * as on an {@link EnvironmentIso}; at first boot the guest mounts it at {@code /run/ovf} and runs its scripts from there.
 *
 * <p>A property {@code user-data} (base64, as cloud-init's OVF data source has it) takes the place of ours.
 */
public final class NoCloudSeed {
    /** The label that cloud-init looks for. */
    public static final String LABEL = "CIDATA";

    private static final String MOUNT_POINT = "/run/ovf";
    private static final String USER_DATA = "user-data";

    private final ObjectMapper json = new ObjectMapper();
    private final Member member;
    private final IsoImage image;

    /** Begins with what is known about the member. */
    public NoCloudSeed(Member member, byte[] environment) {
        this.member = member;
        image = new IsoImage(LABEL)
                .withFile("meta-data", utf8(metaData()))
                .withFile(USER_DATA, userData())
                .withFile(EnvironmentIso.DOCUMENT, environment);
        networkConfig().ifPresent(config -> image.withFile("network-config", utf8(config)));
    }

    /** Adds a file at {@code /ovffiles/} and the given path. */
    public NoCloudSeed withFile(String path, long size, EnvironmentIso.Opener opener) {
        image.withFile(EnvironmentIso.inFolder(path), size, opener);
        return this;
    }

    /** Writes the image; the target appears when it is complete. */
    public void write(Path target) throws IOException {
        image.write(target);
    }

    /** Another instance is another first boot. */
    private String metaData() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("instance-id", member.context().serviceId() + "." + member.id());
        data.put("local-hostname", hostname());
        return yaml(data);
    }

    private String hostname() {
        String domain = member.context().domain();
        return member.context().hostname() + (domain.isEmpty() ? "" : "." + domain);
    }

    private byte[] userData() {
        String given = member.properties().get(USER_DATA);
        if (given == null) {
            return utf8(cloudConfig());
        }
        try {
            return Base64.getMimeDecoder().decode(given);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException(
                    "property 'user-data' of tier '" + member.tier().name() + "' must be base64", notBase64);
        }
    }

    private String cloudConfig() {
        List<List<String>> commands = new ArrayList<>();
        commands.add(List.of("mkdir", "-p", MOUNT_POINT));
        commands.add(List.of("mount", "-o", "ro", "LABEL=" + LABEL, MOUNT_POINT));
        for (AttachedFile script : member.tier().scripts()) {
            commands.add(List.of("sh", MOUNT_POINT + "/" + EnvironmentIso.inFolder(script.as())));
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("runcmd", commands);
        return "#cloud-config\n" + yaml(config);
    }

    /** Version 1 of cloud-init's format: interfaces by the order of the tier's networks. */
    private Optional<String> networkConfig() {
        List<Map<String, Object>> interfaces = new ArrayList<>();
        for (String network : member.tier().networks()) {
            NetworkAddress address = member.context().addresses().get(network);
            if (address != null) {
                interfaces.add(networkInterface("eth" + interfaces.size(), address));
            }
        }
        return interfaces.isEmpty() ? Optional.empty() : Optional.of(yaml(networkConfig(interfaces)));
    }

    private static Map<String, Object> networkConfig(List<Map<String, Object>> interfaces) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("version", 1);
        config.put("config", interfaces);
        return config;
    }

    private static Map<String, Object> networkInterface(String name, NetworkAddress address) {
        Map<String, Object> subnet = new LinkedHashMap<>();
        subnet.put("type", "static");
        subnet.put("address", address.ip() + "/" + address.prefix());
        if (!address.gateway().isEmpty()) {
            subnet.put("gateway", address.gateway());
        }
        if (!address.nameServers().isEmpty()) {
            subnet.put("dns_nameservers", address.nameServers());
        }
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("type", "physical");
        described.put("name", name);
        described.put("subnets", List.of(subnet));
        return described;
    }

    /** JSON is YAML, and leaves no doubt about quotes. */
    private String yaml(Map<String, Object> data) {
        try {
            return json.writeValueAsString(data) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("maps and texts are JSON", impossible);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
