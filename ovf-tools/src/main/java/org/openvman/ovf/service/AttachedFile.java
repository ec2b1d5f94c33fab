package org.openvman.ovf.service;

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
}
