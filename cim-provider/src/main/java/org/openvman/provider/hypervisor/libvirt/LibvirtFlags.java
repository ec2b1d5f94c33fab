package org.openvman.provider.hypervisor.libvirt;

/** The numbers of libvirt's flag and event enumerations that we use; each under the name that libvirt gives it. */
final class LibvirtFlags {
    /** VIR_DOMAIN_AFFECT_LIVE, _CONFIG; the same bits in VIR_DOMAIN_DEVICE_MODIFY_* and the vcpu and memory flags. */
    static final int AFFECT_LIVE = 1;

    static final int AFFECT_CONFIG = 2;

    /** VIR_DOMAIN_XML_* */
    static final int XML_SECURE = 1;

    static final int XML_INACTIVE = 2;

    static final int XML_MIGRATABLE = 1 << 3;

    /** VIR_MIGRATE_* */
    static final int MIGRATE_LIVE = 1;

    static final int MIGRATE_PERSIST_DEST = 1 << 3;
    static final int MIGRATE_UNDEFINE_SOURCE = 1 << 4;
    static final int MIGRATE_NON_SHARED_DISK = 1 << 6;
    static final int MIGRATE_UNSAFE = 1 << 9;

    /** VIR_CONNECT_LIST_DOMAINS_* */
    static final int LIST_ACTIVE = 1;

    static final int LIST_PERSISTENT = 4;

    static final int LIST_MANAGEDSAVE = 1 << 8;
    static final int LIST_AUTOSTART = 1 << 10;

    static final int LIST_HAS_SNAPSHOT = 1 << 12;

    /** VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE, _CURRENT */
    static final int SNAPSHOT_CREATE_REDEFINE = 1;

    static final int SNAPSHOT_CREATE_CURRENT = 1 << 1;

    /** VIR_DOMAIN_SNAPSHOT_REVERT_FORCE */
    static final int SNAPSHOT_REVERT_FORCE = 1 << 2;

    /** VIR_NETWORK_XML_INACTIVE */
    static final int NETWORK_XML_INACTIVE = 1;

    /** VIR_CONNECT_LIST_STORAGE_POOLS_ACTIVE */
    static final int LIST_POOLS_ACTIVE = 2;

    /** VIR_DOMAIN_STATS_STATE */
    static final int STATS_STATE = 1;

    /** VIR_DOMAIN_STATS_CPU_TOTAL, _BALLOON, _VCPU, _INTERFACE, _BLOCK */
    static final int STATS_LOAD = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5;

    /** VIR_CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE */
    static final int STATS_ACTIVE = 1;

    /** VIR_CONNECT_LIST_NODE_DEVICES_CAP_NET */
    static final int LIST_DEVICES_NET = 1 << 4;

    /** VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT: never waits for a guest's monitor. */
    static final int STATS_NOWAIT = 1 << 29;

    /** VIR_DOMAIN_UNDEFINE_* */
    static final int UNDEFINE_MANAGED_SAVE = 1;

    static final int UNDEFINE_SNAPSHOTS_METADATA = 1 << 1;
    static final int UNDEFINE_NVRAM = 1 << 2;
    static final int UNDEFINE_CHECKPOINTS_METADATA = 1 << 4;

    /** VIR_DOMAIN_SHUTDOWN_SIGNAL, VIR_DOMAIN_REBOOT_SIGNAL */
    static final int BY_SIGNAL = 1 << 3;

    /** VIR_DOMAIN_BLOCK_RESIZE_BYTES */
    static final int BLOCK_RESIZE_BYTES = 1;

    /** virDomainMetadataType */
    static final int METADATA_DESCRIPTION = 0;

    static final int METADATA_TITLE = 1;
    static final int METADATA_ELEMENT = 2;

    private LibvirtFlags() {}
}
