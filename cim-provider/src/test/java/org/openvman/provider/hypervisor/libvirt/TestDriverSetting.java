package org.openvman.provider.hypervisor.libvirt;

import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Clock;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;

/** What tests with libvirt's own test driver need: its client library, and nothing else. */
public final class TestDriverSetting {
    public static final LibvirtUri URI = new LibvirtUri("test:///default");

    private TestDriverSetting() {}

    /** Skips the test with a printed reason if the library is not there. */
    public static void needsLibvirt(Class<?> test) {
        try {
            LibvirtLibrary.load();
        } catch (HypervisorException e) {
            System.out.println(test.getSimpleName() + " is skipped: " + e.getMessage());
            abort(e.getMessage());
        }
    }

    static Hypervisor open() {
        return LibvirtHypervisor.open(URI.hostId(), URI, LibvirtOptions.DEFAULTS, Clock.systemUTC());
    }
}
