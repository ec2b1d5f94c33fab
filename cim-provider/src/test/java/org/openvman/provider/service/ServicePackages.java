package org.openvman.provider.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openvman.ovf.io.DescriptorWriter;
import org.openvman.ovf.io.DigestAlgorithm;
import org.openvman.ovf.io.FolderSource;
import org.openvman.ovf.io.PackageContent;
import org.openvman.ovf.io.PackageWriter;
import org.openvman.ovf.io.Progress;
import org.openvman.ovf.service.ManifestReader;
import org.openvman.ovf.service.ServiceOvf;

/** Packs small services. */
final class ServicePackages {
    static final String SHOP = """
            apiVersion: openvman/v1
            service: { name: shop, version: "1.2", vendor: Example }
            networks:
              - { name: internal }
            images:
              - { id: guest, file: guest.img, format: raw, capacity: 16 MiB }
            tiers:
              - name: web
                title: Dispatcher
                image: guest
                hardware: { cpus: 1, memory: 64 MiB, maxCpus: 4, maxMemory: 256 MiB }
                networks: [internal]
                start: { order: 2, delay: 60s }
                ready: { http: { port: 8080, path: /health } }
                instances: { min: 1, initial: 2, max: 4 }
                scripts: [ { file: setup.sh, as: setup.sh } ]
                properties:
                  - { key: net.ip, value: "@IP(internal)" }
                  - { key: db.host, value: "@PrecedentTierEntryPoint(internal,db)" }
                  - { key: greeting, value: Hello, userConfigurable: true }
              - name: db
                title: Database
                image: guest
                hardware: { cpus: 1, memory: 128 MiB, maxCpus: 2, maxMemory: 256 MiB }
                networks: [internal]
                start: { order: 1, delay: 60s }
                properties:
                  - { key: net.ip, value: "@IP(internal)" }
            """;

    private ServicePackages() {}

    /** Writes {@code NAME.ova} of that manifest, with an image of 64 KiB and a script. */
    static void pack(Path packages, String name, String manifest) throws IOException {
        Path folder = Files.createTempDirectory("package");
        Files.write(folder.resolve("guest.img"), new byte[1 << 16]);
        Files.writeString(folder.resolve("setup.sh"), "#!/bin/sh\n", StandardCharsets.UTF_8);
        byte[] descriptor =
                new DescriptorWriter().write(ServiceOvf.toDescriptor(ManifestReader.read(name + ".yaml", manifest)));
        Files.createDirectories(packages);
        new PackageWriter(DigestAlgorithm.SHA256, Progress.NONE)
                .writeArchive(
                        new PackageContent(name, descriptor, FolderSource.of(folder, "x.ovf")),
                        packages.resolve(name + ".ova"));
        for (String file : List.of("guest.img", "setup.sh")) {
            Files.delete(folder.resolve(file));
        }
        Files.delete(folder);
    }
}
