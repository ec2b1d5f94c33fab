/**
 * Hosts that libvirt manages: QEMU, LXC, Xen and libvirt's own test driver, through one persistent connection each.
 *
 * <p>Open {@link org.openvman.provider.hypervisor.libvirt.LibvirtHypervisor} first. Only {@code LibvirtLibrary},
 * {@code LibvirtConnection} and the handles it gives out see the native library; the rest works on domain XML.
 */
@NullMarked
package org.openvman.provider.hypervisor.libvirt;

import org.jspecify.annotations.NullMarked;
