package org.openvman.ovf.model;

import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;

/** Files that the guest gets with its environment (DSP0243 2.0, EnvironmentFilesSection). */
public record EnvironmentFilesSection(String info, List<EnvironmentFile> files, Location at) implements Section {

    /**
     * One file.
     *
     * @param path below {@code /ovffiles/} of the transport
     * @param extensions attributes of other namespaces
     */
    public record EnvironmentFile(String fileRef, String path, Map<QName, String> extensions, Location at) {
        public EnvironmentFile {
            extensions = Map.copyOf(extensions);
        }
    }

    public EnvironmentFilesSection {
        files = List.copyOf(files);
    }
}
