package org.openvman.provider.hypervisor;

import java.util.OptionalInt;

/**
 * How a system is to be moved (DSP1081, CIM_VirtualSystemMigrationSettingData).
 *
 * @param live whether a running system keeps running while its memory moves, or is paused for as long as it takes
 * @param copyStorage whether its volumes move too; without, both hosts reach the same storage under the same paths
 * @param transport how the memory and the volumes of a live system travel
 * @param bandwidthMebibytes the most that may travel in a second; empty for no limit
 */
public record MigrationPlan(boolean live, boolean copyStorage, Transport transport, OptionalInt bandwidthMebibytes) {
    /** Live, on shared storage, by the way that fits the two hosts. */
    public static final MigrationPlan DEFAULTS = new MigrationPlan(true, false, Transport.ANY, OptionalInt.empty());

    /** The ways that CIM_VirtualSystemMigrationSettingData.TransportType has and that our backends can go. */
    public enum Transport {
        /** A local socket if both hosts are on this machine, else TCP. */
        ANY,
        /** TCP, without encryption. */
        TCP,
        /** A local socket; both hosts must be on this machine. */
        IPC
    }

    public MigrationPlan {
        if (bandwidthMebibytes.isPresent() && bandwidthMebibytes.getAsInt() < 1) {
            throw new IllegalArgumentException("a bandwidth of " + bandwidthMebibytes.getAsInt() + " MiB/s");
        }
    }

    public MigrationPlan withLive(boolean changed) {
        return new MigrationPlan(changed, copyStorage, transport, bandwidthMebibytes);
    }

    public MigrationPlan withCopyStorage(boolean changed) {
        return new MigrationPlan(live, changed, transport, bandwidthMebibytes);
    }

    public MigrationPlan withTransport(Transport changed) {
        return new MigrationPlan(live, copyStorage, changed, bandwidthMebibytes);
    }

    public MigrationPlan withBandwidthMebibytes(int changed) {
        return new MigrationPlan(live, copyStorage, transport, OptionalInt.of(changed));
    }
}
