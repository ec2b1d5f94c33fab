package org.openvman.provider.hypervisor.libvirt;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.openvman.provider.hypervisor.HostId;

/**
 * The address of a host in libvirt's terms: {@code qemu:///system}, {@code test:///default},
 * {@code qemu+unix:///system?socket=/run/x/libvirt-sock}.
 */
public record LibvirtUri(String text) {
    private static final int LONGEST_ID = 100;
    private static final Pattern HOST = Pattern.compile("[^:]+://(?:[^/@]*@)?(\\[[^]]+]|[^/:?]+).*");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127[.].*|\\[::1]");

    /** The hypervisors that libvirt has drivers for (libvirt.org, "Hypervisor drivers"). */
    private static final Set<String> DRIVERS = Set.of(
            "bhyve",
            "ch",
            "esx",
            "gsx",
            "hyperv",
            "lxc",
            "openvz",
            "qemu",
            "test",
            "vbox",
            "vmwarefusion",
            "vmwareplayer",
            "vmwarews",
            "vpx",
            "vz",
            "xen");

    /** Those that libvirt's library brings itself (virGlobalInit); with a transport, as in esx+unix, they do not. */
    private static final Set<String> IN_PROCESS =
            Set.of("esx", "gsx", "hyperv", "openvz", "vmwarefusion", "vmwareplayer", "vmwarews", "vpx");

    public LibvirtUri {
        if (!text.matches("[a-z][a-z0-9+]*:.*")) {
            throw new IllegalArgumentException(
                    "not a libvirt URI: \"" + text + "\" (expected qemu:///system, test:///default, ...)");
        }
    }

    /** A host id that follows from the URI alone, so that it is the same after every restart of the endpoint. */
    public HostId hostId() {
        String plain = withoutCredentials();
        String readable = plain.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        if (readable.length() <= LONGEST_ID) {
            return new HostId(readable);
        }
        CRC32 rest = new CRC32();
        rest.update(plain.getBytes(StandardCharsets.UTF_8));
        return new HostId(readable.substring(0, LONGEST_ID) + "-" + Long.toHexString(rest.getValue()));
    }

    /** Which of libvirt's drivers answers: {@code qemu}, {@code lxc}, {@code test}, ... */
    String driver() {
        return text.replaceFirst("[+:].*", "");
    }

    /** Without this question a wrong name looks like a daemon that is not running yet, which is waited for. */
    boolean hasDriver() {
        return DRIVERS.contains(driver());
    }

    /**
     * Whether libvirt would do the driver's work inside the process that asks. The driver vbox runs in a daemon, and test
     * has nothing of others that could end us.
     */
    boolean isInProcess() {
        return IN_PROCESS.contains(text.replaceFirst(":.*", ""));
    }

    /** Whether it is reached by a local socket, so that it is on this machine. */
    boolean isLocal() {
        return text.matches("[a-z0-9]+([+]unix)?:///.*");
    }

    /** The name or address of the host in the URI, if it is one by which others reach it too. */
    Optional<String> hostForOthers() {
        Matcher host = HOST.matcher(text);
        return host.matches() && !LOOPBACK.matcher(host.group(1)).matches()
                ? Optional.of(host.group(1))
                : Optional.empty();
    }

    /** The URI without user name and password, for people to see. */
    public String withoutCredentials() {
        return text.replaceFirst("^([^/]*//)[^/@?]*@", "$1");
    }
}
