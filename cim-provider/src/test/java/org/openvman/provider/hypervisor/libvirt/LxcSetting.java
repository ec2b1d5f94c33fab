package org.openvman.provider.hypervisor.libvirt;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;

/**
 * Where the tests find real containers: the libvirt of {@link QemuSetting}, which answers for LXC as well if its driver
 * is installed. It must run on this machine, since containers take their files from folders that the tests make.
 */
public final class LxcSetting {
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    /**
     * As process 1 of a container: ends when it is told to, starts again when it is told to. It is ready after a moment in
     * which libvirt learns its number.
     */
    private static final String INIT = """
            #!/bin/sh
            trap 'exit 0' TERM
            trap 'reboot -f' HUP
            sleep 1
            touch /ready
            while :; do sleep 1 & wait $!; done
            """;

    private LxcSetting() {}

    /** Skips the test with a printed reason if there are none. */
    public static LibvirtUri uriOrSkip(Class<?> test) {
        LibvirtUri qemu = QemuSetting.uriOrSkip(test);
        if (!Files.isExecutable(BUSYBOX)) {
            skip(test, BUSYBOX + " is missing (Debian package busybox-static)");
        }
        LibvirtUri uri = new LibvirtUri(qemu.text().replaceFirst("^qemu\\b", "lxc"));
        try (LibvirtLink link = LibvirtLink.open(LibvirtLibrary.load(), uri, "probe")) {
            link.connection().version();
        } catch (HypervisorException e) {
            skip(test, uri.withoutCredentials() + " does not answer (libvirt-daemon-driver-lxc): " + e.getMessage());
        }
        return uri;
    }

    private static void skip(Class<?> test, String reason) {
        System.out.println(test.getSimpleName() + " is skipped: " + reason);
        abort(reason);
    }

    /** Whether libvirt can signal the init of a container; the signal that is tried does nothing. */
    static boolean isInitKnown(LibvirtUri uri, String container) {
        try {
            return new ProcessBuilder(
                                    "virsh", "--connect", uri.text(), "send-process-signal", container, "1", "SIGCONT")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A new root file system with a busybox in that folder, as a container's disk. */
    public static Disk root(Path folder) {
        try {
            for (String each : List.of("bin", "sbin", "proc", "sys", "dev", "etc", "tmp")) {
                Files.createDirectories(folder.resolve(each));
            }
            Path busybox = folder.resolve("bin/busybox");
            if (!Files.exists(busybox)) {
                Files.copy(BUSYBOX, busybox);
                for (String command : List.of("sh", "sleep", "touch", "reboot")) {
                    Files.createSymbolicLink(folder.resolve("bin/" + command), Path.of("busybox"));
                }
                Path init = folder.resolve("sbin/init");
                Files.writeString(init, INIT);
                Files.setPosixFilePermissions(init, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder("/", folder);
    }

    /** A folder of this machine where a container sees another one. */
    static Disk folder(String inside, Path here) {
        return new Disk(
                inside,
                Disk.Type.DISK,
                Disk.Bus.OTHER,
                Optional.of(VolumeId.ofPath(here.toString())),
                VolumeFormat.RAW,
                0,
                false);
    }
}
