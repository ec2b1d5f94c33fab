package org.openvman.ovf.io;

import java.util.List;

/**
 * What a package to be written consists of.
 *
 * @param baseName names of descriptor and manifest without ending
 * @param files names in the order of References, to be read from the source
 */
public record PackageContent(String baseName, byte[] descriptor, List<String> files, PackageSource source) {

    public PackageContent {
        if (!EntryNames.isSafe(baseName) || baseName.contains("/")) {
            throw new IllegalArgumentException("'" + baseName + "' cannot be the name of a package");
        }
        descriptor = descriptor.clone();
        files = List.copyOf(files);
    }

    @Override
    public byte[] descriptor() {
        return descriptor.clone();
    }

    String descriptorName() {
        return baseName + ".ovf";
    }

    String manifestName() {
        return baseName + ".mf";
    }

    /** Bytes of all files together, for progress. */
    public long totalBytes() {
        return descriptor.length
                + files.stream().mapToLong(file -> source.size(file).orElse(0)).sum();
    }
}
