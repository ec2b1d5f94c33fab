package org.openvman.provider.hypervisor.sim;

import java.util.Optional;
import org.openvman.provider.hypervisor.SystemConfiguration;

/**
 * The inside of a simulated system that has booted.
 *
 * @param disc the bytes of the CD in its drive
 */
@SuppressWarnings("ArrayRecordComponent") // read by one request, never compared
record SimulatedGuest(String name, SystemConfiguration configuration, Optional<byte[]> disc) {}
