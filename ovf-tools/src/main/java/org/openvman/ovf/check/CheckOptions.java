package org.openvman.ovf.check;

import java.util.Optional;

/**
 * How a package is judged.
 *
 * @param descriptorOnly judge the descriptor and do not look for its files
 * @param strict say what the schema says, and nothing else
 * @param remoteFiles fetch what is needed of files that References names by an {@code http(s)} URL
 * @param target the importer that the package is meant for
 */
public record CheckOptions(boolean descriptorOnly, boolean strict, boolean remoteFiles, Optional<Target> target) {

    /** All rules, on the descriptor and its files, for no importer in particular. */
    public static final CheckOptions DEFAULT = new CheckOptions(false, false, false, Optional.empty());

    /** The same without the files. */
    public static final CheckOptions DESCRIPTOR_ONLY = new CheckOptions(true, false, false, Optional.empty());
}
