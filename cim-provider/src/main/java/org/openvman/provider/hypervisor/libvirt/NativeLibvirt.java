package org.openvman.provider.hypervisor.libvirt;

import com.sun.jna.Callback;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.CString;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.DomainSnapshotPointer;
import org.libvirt.jna.Libvirt;
import org.libvirt.jna.NetworkPointer;
import org.libvirt.jna.StoragePoolPointer;

/**
 * The functions of libvirt's C library: those that the binding maps, and those that it lacks and that we need (bulk
 * reads, states with reasons, flags, the events of networks, pools and devices). Names and signatures are libvirt's.
 */
interface NativeLibvirt extends Libvirt {

    int virGetLastErrorCode();

    @Nullable
    String virGetLastErrorMessage();

    void virSetErrorFunc(@Nullable Pointer userData, ErrorCallback handler);

    int virConnectRef(ConnectionPointer connection);

    int virConnectListAllDomains(ConnectionPointer connection, PointerByReference domains, int flags);

    int virConnectGetAllDomainStats(ConnectionPointer connection, int stats, PointerByReference records, int flags);

    void virDomainStatsRecordListFree(Pointer records);

    int virConnectListAllNetworks(ConnectionPointer connection, PointerByReference networks, int flags);

    int virConnectListAllStoragePools(ConnectionPointer connection, PointerByReference pools, int flags);

    int virStoragePoolListAllVolumes(StoragePoolPointer pool, PointerByReference volumes, int flags);

    int virNodeGetMemoryStats(
            ConnectionPointer connection, int cell, @Nullable Pointer parameters, IntByReference count, int flags);

    int virNodeGetCPUStats(
            ConnectionPointer connection, int processor, @Nullable Pointer parameters, IntByReference count, int flags);

    int virConnectListAllNodeDevices(ConnectionPointer connection, PointerByReference devices, int flags);

    int virConnectListAllInterfaces(ConnectionPointer connection, PointerByReference interfaces, int flags);

    @Nullable
    DomainPointer virDomainDefineXMLFlags(ConnectionPointer connection, String xml, int flags);

    int virDomainGetState(DomainPointer domain, IntByReference state, IntByReference reason, int flags);

    @Nullable
    CString virConnectGetDomainCapabilities(
            ConnectionPointer connection,
            @Nullable String emulator,
            String architecture,
            @Nullable String machine,
            String type,
            int flags);

    int virDomainShutdownFlags(DomainPointer domain, int flags);

    int virDomainRename(DomainPointer domain, String name, int flags);

    int virDomainSetMemoryFlags(DomainPointer domain, NativeLong kibibytes, int flags);

    int virDomainSetSchedulerParametersFlags(DomainPointer domain, Pointer parameters, int count, int flags);

    int virDomainSetBlockIoTune(DomainPointer domain, String disk, Pointer parameters, int count, int flags);

    int virDomainPinVcpuFlags(DomainPointer domain, int processor, byte[] map, int length, int flags);

    @Nullable
    DomainPointer virDomainMigrate3(
            DomainPointer domain, ConnectionPointer destination, Pointer parameters, int count, int flags);

    int virDomainListAllSnapshots(DomainPointer domain, PointerByReference snapshots, int flags);

    String virDomainSnapshotGetName(DomainSnapshotPointer snapshot);

    int virConnectDomainEventRegisterAny(
            ConnectionPointer connection,
            @Nullable DomainPointer domain,
            int event,
            Callback callback,
            @Nullable Pointer opaque,
            @Nullable Pointer free);

    int virConnectNetworkEventRegisterAny(
            ConnectionPointer connection,
            @Nullable NetworkPointer network,
            int event,
            Callback callback,
            @Nullable Pointer opaque,
            @Nullable Pointer free);

    int virConnectNetworkEventDeregisterAny(ConnectionPointer connection, int callback);

    int virConnectStoragePoolEventRegisterAny(
            ConnectionPointer connection,
            @Nullable StoragePoolPointer pool,
            int event,
            Callback callback,
            @Nullable Pointer opaque,
            @Nullable Pointer free);

    int virConnectStoragePoolEventDeregisterAny(ConnectionPointer connection, int callback);

    /** virErrorFunc. */
    interface ErrorCallback extends Callback {
        void handle(Pointer userData, Pointer error);
    }

    /** virConnectDomainEventCallback, and those of networks' and pools' lifecycles, which have the same shape. */
    interface LifecycleCallback extends Callback {
        int changed(Pointer connection, Pointer object, int event, int detail, Pointer opaque);
    }

    /** virConnectDomainEventGenericCallback. */
    interface PlainCallback extends Callback {
        void changed(Pointer connection, Pointer object, Pointer opaque);
    }

    /** virConnectDomainEventDeviceAddedCallback, ...DeviceRemovedCallback, ...DeviceRemovalFailedCallback. */
    interface DeviceCallback extends Callback {
        void changed(Pointer connection, Pointer domain, Pointer alias, Pointer opaque);
    }

    /** virConnectDomainEventBalloonChangeCallback. */
    interface BalloonCallback extends Callback {
        void changed(Pointer connection, Pointer domain, long kibibytes, Pointer opaque);
    }

    /** virConnectDomainEventTrayChangeCallback. */
    interface TrayCallback extends Callback {
        void changed(Pointer connection, Pointer domain, Pointer alias, int reason, Pointer opaque);
    }

    /** virConnectDomainEventMetadataChangeCallback. */
    interface MetadataCallback extends Callback {
        void changed(Pointer connection, Pointer domain, int type, Pointer namespace, Pointer opaque);
    }

    /** virConnectDomainEventTunableCallback. */
    interface TunableCallback extends Callback {
        void changed(Pointer connection, Pointer domain, Pointer parameters, int count, Pointer opaque);
    }
}
