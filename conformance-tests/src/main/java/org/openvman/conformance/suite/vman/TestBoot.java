package org.openvman.conformance.suite.vman;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What test systems begin with, on targets whose systems cannot be without it.
 *
 * @param root a folder of the target's host that is the root of containers, which have no disks then
 * @param image a disk image of the target's host with a system, which all test systems have and none may write
 * @param bootTime how long that system takes to come up; only then can it be saved or shut down
 */
public record TestBoot(Optional<String> root, Optional<String> image, Duration bootTime) {
    /** Systems with an empty disk, where the target has a storage pool. */
    public static final TestBoot NOTHING = new TestBoot(Optional.empty(), Optional.empty(), Duration.ZERO);

    /** CIM_StorageAllocationSettingData, Access: Readable. */
    static final String READABLE = "1";

    /** Whether systems are containers. */
    boolean isFolder() {
        return root.isPresent();
    }

    /** As arguments of ResourceSettings. */
    String resources() {
        return root.map(folder -> existing(Map.of("Address", "/", "HostResource", folder)))
                        .orElse("")
                + image.map(file -> existing(Map.of("HostResource", file, "Access", READABLE)))
                        .orElse("");
    }

    /** Lets the guest come up, which those with an image have. */
    void awaitGuest() {
        if (image.isPresent()) {
            try {
                Thread.sleep(bootTime.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String existing(Map<String, String> disk) {
        Map<String, String> properties = Settings.wanted(ResourceKind.DISK, 0);
        properties.putAll(disk);
        return Settings.disk("ResourceSettings", properties);
    }
}
