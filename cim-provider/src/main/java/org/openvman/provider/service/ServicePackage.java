package org.openvman.provider.service;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.Progress;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.service.AttachedFile;
import org.openvman.ovf.service.Image;
import org.openvman.ovf.service.ServiceManifest;
import org.openvman.ovf.service.ServiceOvf;
import org.openvman.ovf.service.Strictness;
import org.openvman.ovf.service.Tier;
import org.openvman.provider.service.ServiceException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An uploaded package; opened for each use, so that a plan can be made before, and without, its file. */
record ServicePackage(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(ServicePackage.class);

    /**
     * Reads the manifest and every file once.
     *
     * @throws ServiceException INVALID if it is no package, describes no service, or a file is missing or not what its
     *     digest says
     */
    ServiceManifest verified() throws IOException {
        try (OvfPackage opened = OvfPackage.open(path)) {
            ServiceManifest manifest = ServiceOvf.read(opened.document(), Strictness.LENIENT)
                    .manifest()
                    .underDefault();
            for (String file : files(manifest)) {
                if (opened.source().size(file).isEmpty()) {
                    throw invalid("file \"" + file + "\" is missing");
                }
            }
            List<OvfPackage.Mismatch> mismatches = opened.verify(Progress.NONE);
            if (!mismatches.isEmpty()) {
                throw invalid("the digest of \"" + mismatches.get(0).expected().name() + "\" is wrong");
            }
            if (opened.digests().isEmpty()) {
                LOG.warn("package {} has no manifest of digests; its files were not verified", path.getFileName());
            }
            return manifest;
        } catch (OvfException | IllegalArgumentException e) {
            throw new ServiceException(Reason.INVALID, "package \"" + path.getFileName() + "\": " + e.getMessage(), e);
        }
    }

    long size(String file) throws IOException {
        try (OvfPackage opened = OvfPackage.open(path)) {
            return opened.source().size(file).orElseThrow(() -> new NoSuchFileException(path + "!" + file));
        }
    }

    /** The content of a file of the package; closing it closes the package. */
    InputStream open(String file) throws IOException {
        OvfPackage opened = OvfPackage.open(path);
        try {
            return new FilterInputStream(opened.source().open(file)) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    return in.read(bytes, offset, length);
                }

                @Override
                public void close() throws IOException {
                    try (opened) {
                        super.close();
                    }
                }
            };
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** The files that each member of a tier finds on its disc, by their name there. */
    Map<String, byte[]> filesFor(Tier tier) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (OvfPackage opened = OvfPackage.open(path)) {
            for (AttachedFile file : tier.attached().toList()) {
                try (InputStream in = opened.source().open(file.file())) {
                    contents.put(file.as(), in.readAllBytes());
                }
            }
        }
        return contents;
    }

    private static List<String> files(ServiceManifest manifest) {
        List<String> files = new ArrayList<>();
        manifest.images().stream().map(Image::file).forEach(files::add);
        for (Tier tier : manifest.tiers()) {
            tier.attached().map(AttachedFile::file).forEach(files::add);
        }
        return files;
    }

    private ServiceException invalid(String why) {
        return new ServiceException(Reason.INVALID, "package \"" + path.getFileName() + "\": " + why);
    }
}
