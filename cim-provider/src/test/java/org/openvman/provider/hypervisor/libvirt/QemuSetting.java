package org.openvman.provider.hypervisor.libvirt;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the tests find a real QEMU: OPENVMAN_QEMU_URI is a libvirt with a pool and a network "default"
 * ({@code bin/lab start} prints it), OPENVMAN_GUEST_IMAGE a bootable qcow2 ({@code examples/guest-image/build.sh}).
 */
public final class QemuSetting {
    private QemuSetting() {}

    /** Skips the test with a printed reason if there is none. */
    public static LibvirtUri uriOrSkip(Class<?> test) {
        return uriOrSkip(test, "OPENVMAN_QEMU_URI");
    }

    /** Another host, for migrations; skips the test like the first. */
    static LibvirtUri secondUriOrSkip(Class<?> test) {
        return uriOrSkip(test, "OPENVMAN_QEMU_URI_2");
    }

    private static LibvirtUri uriOrSkip(Class<?> test, String setting) {
        return uriOrSkip(test, setting, "bin/lab start prints it");
    }

    /** @param remedy where the value comes from */
    static LibvirtUri uriOrSkip(Class<?> test, String setting, String remedy) {
        Optional<String> uri = named(setting);
        if (uri.isEmpty()) {
            String reason = test.getSimpleName() + " is skipped: " + setting + " is not set (" + remedy + ")";
            System.out.println(reason);
            abort(reason);
        }
        return new LibvirtUri(uri.orElseThrow());
    }

    static Optional<Path> guestImage() {
        return named("OPENVMAN_GUEST_IMAGE").map(Path::of);
    }

    private static Optional<String> named(String name) {
        return Optional.ofNullable(System.getProperty(name, System.getenv(name)))
                .filter(value -> !value.isBlank());
    }
}
