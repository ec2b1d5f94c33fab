package org.openvman.ovf.model;

/** Values of CIM_ResourceAllocationSettingData.ResourceType that OVF packages use. */
public enum ResourceType {
    OTHER(1, "other"),
    PROCESSOR(3, "processor"),
    MEMORY(4, "memory"),
    IDE_CONTROLLER(5, "IDE controller"),
    SCSI_CONTROLLER(6, "SCSI controller"),
    ETHERNET_ADAPTER(10, "Ethernet adapter"),
    FLOPPY_DRIVE(14, "floppy drive"),
    CD_DRIVE(15, "CD drive"),
    DVD_DRIVE(16, "DVD drive"),
    DISK_DRIVE(17, "disk drive"),
    OTHER_STORAGE(20, "storage controller"),
    SERIAL_PORT(21, "serial port"),
    PARALLEL_PORT(22, "parallel port"),
    USB_CONTROLLER(23, "USB controller"),
    GRAPHICS(24, "graphics"),
    LOGICAL_DISK(31, "logical disk"),
    ETHERNET_CONNECTION(33, "Ethernet connection"),
    SOUND(35, "sound card");

    private final int code;
    private final String text;

    ResourceType(int code, String text) {
        this.code = code;
        this.text = text;
    }

    public int code() {
        return code;
    }

    @Override
    public String toString() {
        return text;
    }
}
