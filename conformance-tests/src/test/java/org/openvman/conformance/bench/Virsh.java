package org.openvman.conformance.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** libvirt's own client, as the hand that changes hosts from elsewhere and the thing to be compared with. */
final class Virsh {
    private final String uri;
    private final Path directory;

    Virsh(String uri, Path directory) {
        this.uri = uri;
        this.directory = directory;
    }

    /** Keeps a connection until it is closed; libvirt's test driver forgets everything with its last one. */
    AutoCloseable hold() {
        Process process = start(List.of("event", "--loop", "--event", "lifecycle"));
        return process::destroy;
    }

    /** Defines that many domains, {@code bench-1} first, in one call. */
    void define(int count) {
        run(IntStream.rangeClosed(1, count)
                .mapToObj(number -> "define " + definition("bench-" + number, id(number)))
                .collect(Collectors.joining("; ")));
    }

    void undefine(int count) {
        run(IntStream.rangeClosed(1, count)
                .mapToObj(number -> "undefine bench-" + number)
                .collect(Collectors.joining("; ")));
    }

    /** The UUID of the domain of that number. */
    static UUID id(int number) {
        return new UUID(0x0be4c0000000_4000L, 0x8000_000000000000L + number);
    }

    /** Writes a file that defines a domain. */
    Path definition(String name, UUID id) {
        boolean test = uri.startsWith("test");
        String xml =
                """
                <domain type='%s'>
                  <name>%s</name>
                  <uuid>%s</uuid>
                  <memory unit='MiB'>64</memory>
                  <vcpu>1</vcpu>
                  <os><type arch='%s'>hvm</type></os>
                  <devices>
                    <disk type='file' device='disk'>
                      <source file='/nonexistent/%s.img'/>
                      <target dev='%s'/>
                    </disk>
                    <interface type='network'><source network='default'/></interface>
                  </devices>
                </domain>
                """.formatted(test ? "test" : "qemu", name, id, test ? "i686" : "x86_64", name, test ? "hda" : "vda");
        try {
            return Files.writeString(directory.resolve(name + ".xml"), xml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command line to its end. */
    void run(String... command) {
        Process process = start(List.of(command));
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroy();
                throw new IllegalStateException(
                        "virsh failed: " + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(List<String> command) {
        try {
            return new ProcessBuilder(Stream.concat(Stream.of("virsh", "-q", "-c", uri), command.stream())
                            .toList())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start virsh (apt-get install libvirt-clients)", e);
        }
    }
}
