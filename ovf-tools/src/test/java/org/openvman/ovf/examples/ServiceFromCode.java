package org.openvman.ovf.examples;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.openvman.ovf.context.EnvironmentXml;
import org.openvman.ovf.context.Member;
import org.openvman.ovf.context.MemberContext;
import org.openvman.ovf.context.NetworkAddress;
import org.openvman.ovf.context.OvfEnvironment;
import org.openvman.ovf.io.DescriptorWriter;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.service.ManifestReader;
import org.openvman.ovf.service.ServiceManifest;
import org.openvman.ovf.service.ServiceOvf;

/** Makes the descriptor of a service, and the environment that its first member gets. */
public final class ServiceFromCode {
    private static final String MANIFEST = """
            apiVersion: openvman/v1
            service: { name: shop }
            networks: [ { name: front } ]
            images: [ { id: base, file: guest.qcow2, format: qcow2, capacity: 64 MiB } ]
            tiers:
              - name: web
                image: base
                hardware: { cpus: 1, memory: 128 MiB }
                networks: [front]
                instances: { min: 1, max: 4 }
                properties: [ { key: ip, value: "@IP(front)" }, { key: host, value: "@Hostname" } ]
            """;

    private ServiceFromCode() {}

    public static void main(String[] arguments) {
        System.out.print(descriptor(OvfVersion.V1));
        System.out.print(environment());
    }

    static String descriptor(OvfVersion version) {
        ServiceManifest shop = ManifestReader.read("shop.yaml", MANIFEST);
        byte[] descriptor = new DescriptorWriter(version).write(ServiceOvf.toDescriptor(shop));
        return new String(descriptor, StandardCharsets.UTF_8);
    }

    static String environment() {
        ServiceManifest shop = ManifestReader.read("shop.yaml", MANIFEST);
        MemberContext known = new MemberContext(
                "shop",
                "web",
                1,
                "web-1",
                "example.org",
                Map.of("front", NetworkAddress.of("10.0.0.10", 24)),
                Map.of(),
                Map.of());
        Member first = new Member("web-1", shop.tier("web").orElseThrow(), known);
        OvfEnvironment environment = first.environment(OvfEnvironment.Platform.openvman("0.1"), List.of());
        return new String(new EnvironmentXml().write(environment), StandardCharsets.UTF_8);
    }
}
