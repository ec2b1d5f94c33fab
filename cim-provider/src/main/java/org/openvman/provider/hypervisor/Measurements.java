package org.openvman.provider.hypervisor;

/** Facet of a hypervisor that tells how busy its host and its systems are. */
public interface Measurements {
    /**
     * The figures of now, by a number of calls to the host that does not depend on how many systems it has, wherever the
     * hypervisor has such calls.
     *
     * @throws HypervisorException UNREACHABLE; other reasons if the host refuses to tell
     */
    HostSample sample();
}
