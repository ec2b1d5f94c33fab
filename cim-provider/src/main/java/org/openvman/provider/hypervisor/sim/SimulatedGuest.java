package org.openvman.provider.hypervisor.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.openvman.ovf.context.EnvironmentXml;
import org.openvman.ovf.context.IsoReader;
import org.openvman.ovf.context.OvfEnvironment;
import org.openvman.ovf.model.OvfException;
import org.openvman.provider.hypervisor.SystemConfiguration;

/**
 * The inside of a simulated system that has booted.
 *
 * @param disc the bytes of the CD in its drive
 */
@SuppressWarnings("ArrayRecordComponent") // read by one request, never compared
record SimulatedGuest(String name, SystemConfiguration configuration, Optional<byte[]> disc) {

    /** What is on the CD, as a guest reads it; empty if there is none, or another one. */
    Optional<OvfEnvironment> environment() {
        return disc.flatMap(SimulatedGuest::read);
    }

    private static Optional<OvfEnvironment> read(byte[] image) {
        try {
            Path file = Files.createTempFile("openvman-guest", ".iso");
            try {
                Files.write(file, image);
                byte[] document = IsoReader.read(file, "ovf-env.xml");
                return Optional.of(new EnvironmentXml().read("ovf-env.xml", document));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException | OvfException notAnEnvironment) {
            return Optional.empty();
        }
    }
}
