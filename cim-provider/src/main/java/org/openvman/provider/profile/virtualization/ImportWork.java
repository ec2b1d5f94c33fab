package org.openvman.provider.profile.virtualization;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.openvman.ovf.io.Hrefs;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.model.FileReference;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.Scope;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.job.JobProgress;
import org.openvman.provider.job.JobWork;
import org.openvman.provider.profile.exchange.DescribedSystem;
import org.openvman.schema.cim.CimPath;

/**
 * The job that makes a system of a package: compares digests, fills volumes, defines. When it fails or is terminated,
 * neither the system nor its volumes stay.
 *
 * @param pools the storage pools of disks for which one is wanted
 * @param path the path of the system, once it is there
 */
record ImportWork(
        Path source,
        SystemId id,
        DescribedSystem described,
        HostInventory host,
        Hypervisor hypervisor,
        Map<String, String> pools,
        Supplier<CimPath> path)
        implements JobWork {

    @Override
    public void run(JobProgress progress) throws InterruptedException, IOException {
        try (OvfPackage opened = OvfPackage.open(source);
                NewVolumes made = new NewVolumes(hypervisor, host, id, pools)) {
            make(opened, made, progress);
        } catch (IOException | RuntimeException e) {
            throw Interruption.orElse(e);
        }
        progress.affects(List.of(path.get()));
    }

    private void make(OvfPackage opened, NewVolumes made, JobProgress progress) throws IOException {
        long all = opened.source().names().stream()
                .mapToLong(name -> opened.source().size(name).orElse(0))
                .sum();
        // Each byte is read once to be verified and once to be sent.
        ByteProgress bytes = new ByteProgress(progress, 2 * all);
        verify(opened, bytes);
        SystemConfiguration configuration = described.configuration();
        List<Disk> smaller = new ArrayList<>();
        for (Disk disk : configuration.disks()) {
            DescribedSystem.Content content = described.contents().get(disk.id());
            if (content != null) {
                Disk filled = filled(disk, content, opened, made, bytes);
                configuration = configuration.with(filled);
                if (disk.type() == Disk.Type.DISK && filled.capacityBytes() < disk.capacityBytes()) {
                    smaller.add(filled.withCapacityBytes(disk.capacityBytes()));
                }
            }
        }
        hypervisor.define(id, made.forEmptyDisks(configuration));
        try {
            // An image may be smaller than the disk that its descriptor wants (DSP0243, DiskSection).
            smaller.forEach(disk -> hypervisor.modifyDevice(id, disk, Scope.RECORDED));
        } catch (RuntimeException e) {
            hypervisor.undefine(id);
            throw e;
        }
        made.keep();
    }

    private void verify(OvfPackage opened, ByteProgress bytes) throws IOException {
        List<OvfPackage.Mismatch> mismatches = opened.verify(read -> bytes.advanced(read, "verifying digests"));
        if (!mismatches.isEmpty()) {
            throw invalid("the digest of \"" + mismatches.get(0).expected().name() + "\" is wrong");
        }
    }

    private Disk filled(
            Disk disk, DescribedSystem.Content content, OvfPackage opened, NewVolumes made, ByteProgress progress)
            throws IOException {
        FileReference file = opened.descriptor()
                .file(content.fileId())
                .orElseThrow(() -> invalid("it has no file \"" + content.fileId() + "\" for " + disk.id()));
        try (InputStream in =
                new Watched(opened.open(file), read -> progress.advanced(read, "filling disk " + disk.id()))) {
            return made.uploaded(disk, content.format(), length(opened, file), in);
        }
    }

    /** How long the content is; what is compressed or cut is read once more for that. */
    private long length(OvfPackage opened, FileReference file) throws IOException {
        OptionalLong size = opened.source().size(Hrefs.decode(file.href()));
        boolean plain = file.compression().isEmpty() || file.compression().equals("identity");
        if (plain && size.isPresent() && file.chunkSize().isEmpty()) {
            return size.getAsLong();
        }
        try (InputStream in = opened.open(file)) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private HypervisorException invalid(String why) {
        return new HypervisorException(Reason.INVALID, "package \"" + source.getFileName() + "\": " + why);
    }

    /** Tells how much was read. */
    private static final class Watched extends FilterInputStream {
        private final LongConsumer read;

        Watched(InputStream in, LongConsumer read) {
            super(in);
            this.read = read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            read.accept(Math.max(0, count));
            return count;
        }
    }
}
