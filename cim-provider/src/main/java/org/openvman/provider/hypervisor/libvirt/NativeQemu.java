package org.openvman.provider.hypervisor.libvirt;

import com.sun.jna.Library;
import com.sun.jna.ptr.PointerByReference;
import org.libvirt.jna.DomainPointer;

/** The functions of libvirt-qemu, libvirt's library for what only QEMU has, that we need. */
interface NativeQemu extends Library {

    int virDomainQemuMonitorCommand(DomainPointer domain, String command, PointerByReference result, int flags);
}
