package org.openvman.provider.hypervisor;

import java.util.Set;

/**
 * A host as it reports itself.
 *
 * @param name its host name
 * @param hypervisorType QEMU, LXC, Xen, ..., as the backend calls it
 * @param systemType the virtual system type of what runs on it, {@code DMTF:KVM}
 * @param uri how the endpoint reaches it, without credentials
 * @param maximumProcessors the most virtual processors one system may have
 * @param memoryBytes all of the host's memory
 * @param hardware what it is made of
 * @param powerActions what can be asked of its systems; the rest is refused as UNSUPPORTED
 * @param hotPlug the kinds of devices that can come and go while a system runs
 */
public record Host(
        HostId id,
        String name,
        String hypervisorType,
        String hypervisorVersion,
        String systemType,
        String uri,
        Communication communication,
        Cpu cpu,
        int maximumProcessors,
        long memoryBytes,
        HostHardware hardware,
        Set<PowerAction> powerActions,
        Set<ResourceKind> hotPlug) {

    public Host {
        hotPlug = Set.copyOf(hotPlug);
        powerActions = Set.copyOf(powerActions);
    }

    /** Whether what we know of the host is fresh. */
    public enum Communication {
        OK,
        /** The connection is gone; what is shown is what was last seen. */
        LOST
    }

    /** The host's processors. */
    public record Cpu(
            String architecture, String model, int megahertz, int sockets, int coresPerSocket, int threadsPerCore) {
        public int threads() {
            return sockets * coresPerSocket * threadsPerCore;
        }
    }

    public Host with(Communication changed) {
        return new Host(
                id,
                name,
                hypervisorType,
                hypervisorVersion,
                systemType,
                uri,
                changed,
                cpu,
                maximumProcessors,
                memoryBytes,
                hardware,
                powerActions,
                hotPlug);
    }
}
