package org.openvman.provider.hypervisor.libvirt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.openvman.provider.hypervisor.HypervisorEvent;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Volume;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;
import org.openvman.provider.hypervisor.Volumes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Volumes of libvirt's storage pools.
 *
 * <p>libvirt refuses to refresh a pool while a volume in it is being made, so these two exclude each other here; the
 * content of uploads flows beside them.
 */
final class LibvirtVolumes implements Volumes {
    private static final Logger LOG = LoggerFactory.getLogger(LibvirtVolumes.class);
    private static final int CHUNK = 256 * 1024;

    private final LibvirtLink link;
    private final Object pools = new Object();

    LibvirtVolumes(LibvirtLink link) {
        this.link = link;
    }

    @Override
    public Volume create(VolumeId id, VolumeFormat format, long capacityBytes) {
        return make(
                id,
                pool -> pool.create(id.name(), VolumeXml.write(id.name(), format, capacityBytes, Optional.empty())));
    }

    @Override
    public Volume createFrom(VolumeId id, VolumeId base, long capacityBytes) {
        Volume source = find(base)
                .orElseThrow(() -> new HypervisorException(
                        Reason.NOT_FOUND, "no volume \"" + base + "\" from which \"" + id + "\" could be made"));
        if (capacityBytes < source.capacityBytes()) {
            throw new HypervisorException(
                    Reason.INVALID,
                    "volume \"" + id + "\" cannot be smaller than \"" + base + "\", which has " + source.capacityBytes()
                            + " bytes");
        }
        if (source.format() == VolumeFormat.VMDK) {
            return convert(id, base, capacityBytes);
        }
        String xml = VolumeXml.write(id.name(), VolumeFormat.QCOW2, capacityBytes, Optional.of(source));
        return make(id, pool -> pool.create(id.name(), xml));
    }

    /** A VMDK cannot be a writable disk's base everywhere, so that its content is copied. */
    private Volume convert(VolumeId id, VolumeId base, long capacityBytes) {
        String xml = VolumeXml.write(id.name(), VolumeFormat.QCOW2, capacityBytes, Optional.empty());
        return make(id, pool -> {
            try (PoolHandle basePool = pool(base);
                    VolumeHandle source = basePool.volume(base.name()).orElseThrow(() -> none(base))) {
                VolumeHandle copy = pool.convert(id.name(), xml, source);
                if (copy.info().capacity < capacityBytes) {
                    resizeOrDelete(copy, capacityBytes);
                }
                return copy;
            }
        });
    }

    @Override
    public Volume copy(VolumeId id, VolumeId source) {
        Volume original = find(source)
                .orElseThrow(() -> new HypervisorException(
                        Reason.NOT_FOUND, "no volume \"" + source + "\" in a storage pool, to make \"" + id + "\" of"));
        String xml = VolumeXml.write(id.name(), VolumeFormat.QCOW2, original.capacityBytes(), Optional.empty());
        return make(id, pool -> {
            try (VolumeHandle handle = handle(source)) {
                return pool.convert(id.name(), xml, handle);
            }
        });
    }

    private VolumeHandle handle(VolumeId id) {
        if (id.isPath()) {
            return link.connection().volumeAt(id.name()).orElseThrow(() -> none(id));
        }
        try (PoolHandle pool = pool(id)) {
            return pool.volume(id.name()).orElseThrow(() -> none(id));
        }
    }

    private static void resizeOrDelete(VolumeHandle volume, long bytes) {
        try {
            volume.resize(bytes);
        } catch (HypervisorException e) {
            try (volume) {
                volume.delete();
            }
            throw e;
        }
    }

    @Override
    public Volume upload(VolumeId id, VolumeFormat format, long bytes, InputStream content) throws IOException {
        // The file is as long as its content, whatever the content is; its format is found out afterwards.
        String xml = VolumeXml.write(id.name(), VolumeFormat.RAW, bytes, Optional.empty());
        make(id, pool -> pool.create(id.name(), xml));
        try {
            send(id, bytes, content);
            Volume volume = probed(id);
            if (!volume.format().text().equals(format.text())) {
                throw new HypervisorException(
                        Reason.INVALID,
                        "the content of volume \"" + id + "\" is "
                                + volume.format().text() + ", not " + format.text() + " as declared");
            }
            return new Volume(id, volume.path(), format, volume.capacityBytes(), volume.allocationBytes());
        } catch (IOException | RuntimeException e) {
            deleteSoon(List.of(id));
            throw e;
        }
    }

    private void send(VolumeId id, long bytes, InputStream content) throws IOException {
        LibvirtConnection connection = link.connection();
        try (PoolHandle pool = pool(id);
                VolumeHandle volume = pool.volume(id.name()).orElseThrow(() -> none(id));
                VolumeStream stream = connection.stream()) {
            volume.receive(stream, bytes);
            byte[] chunk = new byte[CHUNK];
            long sent = 0;
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                sent += read;
                if (sent > bytes) {
                    throw wrongLength(id, bytes, "is longer");
                }
                stream.send(ByteBuffer.wrap(chunk, 0, read));
            }
            if (sent < bytes) {
                throw wrongLength(id, bytes, "ended after " + sent);
            }
            stream.finish();
        }
    }

    private static HypervisorException wrongLength(VolumeId id, long bytes, String what) {
        return new HypervisorException(
                Reason.INVALID, "the content of volume \"" + id + "\" should have " + bytes + " bytes but " + what);
    }

    /** What libvirt sees in a volume's content now. */
    private Volume probed(VolumeId id) {
        try (PoolHandle pool = pool(id)) {
            synchronized (pools) {
                pool.refresh();
            }
            return read(pool, id).orElseThrow(() -> none(id));
        }
    }

    @Override
    public Optional<Volume> find(VolumeId id) {
        if (id.isPath()) {
            Optional<VolumeHandle> there = link.connection().volumeAt(id.name());
            if (there.isEmpty()) {
                return Optional.empty();
            }
            try (VolumeHandle volume = there.orElseThrow()) {
                return Optional.of(VolumeXml.read(id, XmlElement.parse(volume.xml())));
            }
        }
        Optional<PoolHandle> there = link.connection().pool(id.pool());
        if (there.isEmpty()) {
            return Optional.empty();
        }
        try (PoolHandle pool = there.orElseThrow()) {
            Optional<Volume> volume = read(pool, id);
            // It may have come into the pool behind libvirt's back.
            return volume.isPresent() || !refreshed(pool) ? volume : read(pool, id);
        }
    }

    private boolean refreshed(PoolHandle pool) {
        try {
            synchronized (pools) {
                pool.refresh();
            }
            return true;
        } catch (HypervisorException e) {
            LOG.debug("{}", e.getMessage());
            return false;
        }
    }

    private static Optional<Volume> read(PoolHandle pool, VolumeId id) {
        Optional<VolumeHandle> found = pool.volume(id.name());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (VolumeHandle volume = found.orElseThrow()) {
            return Optional.of(VolumeXml.read(id, XmlElement.parse(volume.xml())));
        }
    }

    @Override
    public void delete(VolumeId id) {
        if (find(id).isEmpty()) {
            return;
        }
        synchronized (pools) {
            try (PoolHandle pool = pool(id)) {
                Optional<VolumeHandle> found = pool.volume(id.name());
                if (found.isPresent()) {
                    try (VolumeHandle volume = found.orElseThrow()) {
                        volume.delete();
                    }
                }
            }
        }
        link.report(new HypervisorEvent.HostChanged());
    }

    /** Refuses a volume whose pool is not there or not active. */
    void requirePool(VolumeId id) {
        pool(id).close();
    }

    @Override
    public InputStream download(VolumeId id, VolumeFormat format) {
        return content(id, Optional.of(format));
    }

    /** The content of a volume's own file, to be closed, in the format that it has. */
    VolumeContent content(VolumeId id) {
        return content(id, Optional.empty());
    }

    /**
     * A volume that shares content with a base, or has another format, is written out first, to one that lives as long as
     * the content is read.
     */
    private VolumeContent content(VolumeId id, Optional<VolumeFormat> wanted) {
        try (VolumeHandle volume = handle(id)) {
            XmlElement xml = XmlElement.parse(volume.xml());
            Volume original = VolumeXml.read(id, xml);
            VolumeFormat format = wanted.orElse(original.format());
            if (xml.child("backingStore", "path").isEmpty()
                    && original.format().text().equals(format.text())) {
                return content(volume, xml, () -> {});
            }
            VolumeId whole = new VolumeId(poolName(volume), volume.name() + ".whole");
            String written = VolumeXml.write(whole.name(), format, original.capacityBytes(), Optional.empty());
            make(whole, in -> in.convert(whole.name(), written, volume));
            try (VolumeHandle copy = handle(whole)) {
                return content(copy, XmlElement.parse(copy.xml()), () -> deleteSoon(List.of(whole)));
            } catch (RuntimeException e) {
                deleteSoon(List.of(whole));
                throw e;
            }
        }
    }

    private static String poolName(VolumeHandle volume) {
        try (PoolHandle pool = volume.pool()) {
            return pool.name();
        }
    }

    private VolumeContent content(VolumeHandle volume, XmlElement xml, Runnable afterwards) {
        long bytes = VolumeXml.fileBytes(xml);
        VolumeStream stream = link.connection().stream();
        volume.send(stream, bytes);
        return new VolumeContent(stream, bytes, afterwards);
    }

    @Override
    public void deleteSoon(List<VolumeId> unwanted) {
        for (VolumeId id : unwanted) {
            try {
                deleteUnlessUsed(id);
            } catch (HypervisorException e) {
                LOG.warn("volume \"{}\" is deleted later: {}", id, e.getMessage());
                link.whenBack(() -> deleteUnlessUsed(id));
            }
        }
    }

    /** What was to use the volume may have come to be all the same, when only the answer was lost. */
    private void deleteUnlessUsed(VolumeId id) {
        Optional<Volume> volume = find(id);
        if (volume.isEmpty()) {
            return;
        }
        Optional<String> user = new VolumeUsers(link.connection()).of(volume.get());
        if (user.isPresent()) {
            LOG.info("volume \"{}\" stays: {} has it", id, user.get());
        } else {
            delete(id);
        }
    }

    /** Makes larger; for a volume that no system uses now. */
    void grow(VolumeId id, long bytes) {
        try (PoolHandle pool = pool(id);
                VolumeHandle volume = pool.volume(id.name()).orElseThrow(() -> none(id))) {
            volume.resize(bytes);
        }
        link.report(new HypervisorEvent.HostChanged());
    }

    /** How a volume comes to be in a pool. */
    private interface Making {
        VolumeHandle in(PoolHandle pool);
    }

    private Volume make(VolumeId id, Making making) {
        Volume made;
        synchronized (pools) {
            try (PoolHandle pool = pool(id)) {
                if (read(pool, id).isPresent()) {
                    throw new HypervisorException(Reason.ALREADY_EXISTS, "there is a volume \"" + id + "\" already");
                }
                try (VolumeHandle volume = made(id, pool, making)) {
                    made = VolumeXml.read(id, XmlElement.parse(volume.xml()));
                }
            }
        }
        link.report(new HypervisorEvent.HostChanged());
        return made;
    }

    private VolumeHandle made(VolumeId id, PoolHandle pool, Making making) {
        try {
            return making.in(pool);
        } catch (HypervisorException e) {
            if (link.lostBy(e)) {
                // It may be there, or a part of it.
                link.whenBack(() -> deleteUnlessUsed(id));
                throw new HypervisorException(Reason.UNREACHABLE, String.valueOf(e.getMessage()), e);
            }
            throw e;
        }
    }

    private PoolHandle pool(VolumeId id) {
        if (id.isPath()) {
            throw new HypervisorException(Reason.INVALID, "volume \"" + id + "\" names no storage pool");
        }
        PoolHandle pool = link.connection()
                .pool(id.pool())
                .orElseThrow(() -> new HypervisorException(
                        Reason.NOT_FOUND, "no storage pool \"" + id.pool() + "\" (volume " + id + ")"));
        if (!pool.isActive()) {
            pool.close();
            throw new HypervisorException(
                    Reason.INVALID_STATE, "storage pool \"" + id.pool() + "\" is not active (volume " + id + ")");
        }
        return pool;
    }

    private static HypervisorException none(VolumeId id) {
        return new HypervisorException(Reason.NOT_FOUND, "no volume \"" + id + "\"");
    }
}
