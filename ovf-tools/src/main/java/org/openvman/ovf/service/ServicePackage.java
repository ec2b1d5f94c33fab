package org.openvman.ovf.service;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.openvman.ovf.io.DescriptorWriter;
import org.openvman.ovf.io.FolderSource;
import org.openvman.ovf.io.Hrefs;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.PackageContent;
import org.openvman.ovf.io.PackageSource;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.OvfVersion;

/**
 * A service together with its files: a manifest in YAML with the files beside it, or an OVF package.
 *
 * <p>This is what a deployment reads from.
 */
public final class ServicePackage implements Closeable {
    private final ServiceManifest manifest;
    private final PackageSource source;
    private final Optional<OvfPackage> ovf;

    private ServicePackage(ServiceManifest manifest, PackageSource source, Optional<OvfPackage> ovf) {
        this.manifest = manifest;
        this.source = source;
        this.ovf = ovf;
    }

    /**
     * Opens {@code service.yaml}, {@code service.ova}, {@code service.ovf} or a folder with one descriptor.
     *
     * @throws ManifestException when what it describes cannot be a service
     * @throws org.openvman.ovf.model.OvfException when it is no OVF package
     * @throws java.nio.file.NoSuchFileException when there is nothing of that name
     */
    public static ServicePackage open(Path path) throws IOException {
        return open(path.toString());
    }

    /**
     * The same, also of an archive or a descriptor by its {@code http(s)} URL.
     *
     * @throws ManifestException when what it describes cannot be a service
     * @throws org.openvman.ovf.model.OvfException when it is no OVF package
     * @throws java.nio.file.NoSuchFileException when there is nothing of that name
     */
    public static ServicePackage open(String pathOrUrl) throws IOException {
        if (isManifest(pathOrUrl)) {
            Path path = Path.of(pathOrUrl);
            ServiceManifest manifest = ManifestReader.read(path);
            Path folder = Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(Path.of("."));
            String name = String.valueOf(path.getFileName());
            return new ServicePackage(manifest, FolderSource.of(folder, name), Optional.empty());
        }
        OvfPackage ovf = OvfPackage.open(pathOrUrl);
        try {
            return new ServicePackage(
                    ServiceOvf.read(ovf.document(), Strictness.LENIENT).manifest(), ovf.source(), Optional.of(ovf));
        } catch (RuntimeException notAService) {
            ovf.close();
            throw notAService;
        }
    }

    /** Whether a path has a service manifest's name. */
    public static boolean isManifest(String pathOrUrl) {
        return !OvfPackage.isUrl(pathOrUrl) && (pathOrUrl.endsWith(".yaml") || pathOrUrl.endsWith(".yml"));
    }

    public ServiceManifest manifest() {
        return manifest;
    }

    /** The same package, with the service as it is under a deployment option; closing either closes both. */
    public ServicePackage under(String option) {
        return new ServicePackage(manifest.under(option), source, ovf);
    }

    /** The package it was read from, unless that was a manifest in YAML. */
    public Optional<OvfPackage> ovf() {
        return ovf;
    }

    /** Opens a file by the path that the manifest gives, of an image or an attached file. */
    public InputStream openFile(String file) throws IOException {
        return source.open(file);
    }

    /** The size of a file; empty when it is missing. */
    public OptionalLong size(String file) {
        return source.size(file);
    }

    /** Files that the manifest names and the package lacks. */
    public List<String> missingFiles() {
        return files().filter(file -> size(file).isEmpty()).toList();
    }

    /** Every file of the service, images first, each once. */
    public Stream<String> files() {
        return Stream.concat(
                        manifest.images().stream().map(Image::file),
                        manifest.tiers().stream().flatMap(Tier::attached).map(AttachedFile::file))
                .distinct();
    }

    /** What an OVF 2.0 package of this service holds; every file must be there. */
    public PackageContent content() {
        return content(OvfVersion.V2);
    }

    /** What an OVF package of this version holds; every file must be there. */
    public PackageContent content(OvfVersion version) {
        Descriptor descriptor = ServiceOvf.toDescriptor(manifest)
                .withFileSizes(file -> size(Hrefs.decode(file.href())).orElse(0));
        return new PackageContent(manifest.service().name(), new DescriptorWriter(version).write(descriptor), source);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
