package org.openvman.provider.hypervisor.libvirt;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.libvirt.jna.virStoragePoolInfo;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.provider.hypervisor.StoragePools;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Storage pools of type dir, each a folder of the host. It has what its file system has, so it takes no size. */
final class LibvirtStoragePools implements StoragePools {
    /** Where libvirt's own pool "default" is, and where ours are if nobody says otherwise. */
    private static final String FOLDER = "/var/lib/libvirt/images/";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private final HostId host;
    private final LibvirtLink link;

    LibvirtStoragePools(HostId host, LibvirtLink link) {
        this.host = host;
        this.link = link;
    }

    @Override
    public boolean takesSizes() {
        return false;
    }

    @Override
    public ResourcePool create(String name, Optional<String> folder, OptionalLong bytes) {
        if (!NAME.matcher(name).matches() || name.equals(ResourcePool.PRIMORDIAL)) {
            throw new HypervisorException(Reason.INVALID, "not a name for a storage pool: \"" + name + "\"");
        }
        if (bytes.isPresent()) {
            throw new HypervisorException(
                    Reason.UNSUPPORTED,
                    "storage pool \"" + name + "\": libvirt does not limit a folder; leave the size out, the pool has"
                            + " what its file system has");
        }
        String path = folder.orElse(FOLDER + name);
        if (!path.startsWith("/")) {
            throw new HypervisorException(
                    Reason.INVALID, "storage pool \"" + name + "\": \"" + path + "\" is no absolute path");
        }
        LibvirtConnection connection = link.connection();
        // libvirt's own define replaces a pool without a question.
        connection.pool(name).ifPresent(there -> {
            there.close();
            throw new HypervisorException(Reason.ALREADY_EXISTS, "there is a storage pool \"" + name + "\" already");
        });
        try (PoolHandle pool = connection.definePool(name, xml(name, path))) {
            start(pool);
            virStoragePoolInfo info = pool.info();
            link.report(new HypervisorEvent.HostChanged());
            return new ResourcePool(
                    host, ResourceKind.STORAGE, name, false, info.capacity, info.allocation, Optional.empty());
        } catch (HypervisorException e) {
            if (link.lostBy(e)) {
                link.whenBack(() -> removeUnlessActive(name));
            }
            throw e;
        }
    }

    /** A pool that was defined and not started when its host was lost is of no use to anybody. */
    private void removeUnlessActive(String name) {
        link.connection().pool(name).ifPresent(pool -> {
            try (pool) {
                if (!pool.isActive()) {
                    pool.undefine();
                }
            }
        });
    }

    private static void start(PoolHandle pool) {
        try {
            pool.build();
            pool.start();
            pool.setStartsWithHost();
        } catch (HypervisorException e) {
            try {
                if (pool.isActive()) {
                    pool.stop();
                }
                pool.undefine();
            } catch (HypervisorException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    private static String xml(String name, String path) {
        Document document = Xml.builder().newDocument();
        Element pool = document.createElement("pool");
        document.appendChild(pool);
        pool.setAttribute("type", "dir");
        Dom.append(pool, "name").setTextContent(name);
        Dom.append(Dom.append(pool, "target"), "path").setTextContent(path);
        return Xml.text(pool);
    }

    @Override
    public void delete(String name) {
        try (PoolHandle pool = link.connection()
                .pool(name)
                .orElseThrow(
                        () -> new HypervisorException(Reason.NOT_FOUND, "there is no storage pool \"" + name + "\""))) {
            if (pool.isActive()) {
                pool.refresh();
                List<VolumeHandle> volumes = pool.volumes();
                volumes.forEach(VolumeHandle::close);
                if (!volumes.isEmpty()) {
                    throw new HypervisorException(
                            Reason.IN_USE, "storage pool \"" + name + "\" holds " + volumes.size() + " volumes");
                }
                pool.stop();
            }
            pool.removeFolder();
            pool.undefine();
        }
        link.report(new HypervisorEvent.HostChanged());
    }
}
