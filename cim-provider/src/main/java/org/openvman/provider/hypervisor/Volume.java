package org.openvman.provider.hypervisor;

/**
 * A volume that exists.
 *
 * @param path where the host has it
 * @param allocationBytes what it takes of the pool now
 */
public record Volume(VolumeId id, String path, VolumeFormat format, long capacityBytes, long allocationBytes) {}
