package org.openvman.ovf.service;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A file that each member of a tier finds on its environment ISO (DSP0243 2.0, EnvironmentFilesSection).
 *
 * @param file path relative to the manifest
 * @param as path below {@code /ovffiles/} in the guest
 */
public record AttachedFile(String file, String as) {
    public AttachedFile {
        Names.requireRelativePath("file", file);
        Names.requireRelativePath("name in the guest", as);
    }

    /** What the guest does with it; the order is that of the descriptor. */
    enum Kind {
        SCRIPT(Tier::scripts),
        FILE(Tier::files),
        DATABASE(Tier::database);

        private final Function<Tier, List<AttachedFile>> list;

        Kind(Function<Tier, List<AttachedFile>> list) {
            this.list = list;
        }

        List<AttachedFile> of(Tier tier) {
            return list.apply(tier);
        }

        /** The word in a descriptor. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
