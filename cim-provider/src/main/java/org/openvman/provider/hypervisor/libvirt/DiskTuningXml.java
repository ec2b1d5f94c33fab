package org.openvman.provider.hypervisor.libvirt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.openvman.provider.hypervisor.Disk.Tuning;
import org.w3c.dom.Element;

/** The cache and the limits of a disk in domain XML, and as the parameters of virDomainSetBlockIoTune. */
final class DiskTuningXml {
    private static final String OPERATIONS = "total_iops_sec";
    private static final String BYTES = "total_bytes_sec";

    private DiskTuningXml() {}

    static Tuning read(XmlElement disk) {
        String cache = disk.child("driver")
                .map(driver -> driver.attributeOr("cache", ""))
                .orElse("");
        Tuning known = isKnown(cache) ? Tuning.NONE.withCache(cache) : Tuning.NONE;
        return known.withOperationsPerSecond(limit(disk, OPERATIONS)).withBytesPerSecond(limit(disk, BYTES));
    }

    private static boolean isKnown(String cache) {
        try {
            return !Tuning.NONE.withCache(cache).equals(Tuning.NONE);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static long limit(XmlElement disk, String name) {
        String text = disk.textOf("iotune", name);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    static void write(Element disk, Tuning before, Tuning after) {
        if (!before.cache().equals(after.cache())) {
            Dom.setOrRemoveAttribute(
                    Dom.childOrNew(disk, "driver"),
                    "cache",
                    Optional.of(after.cache()).filter(cache -> !cache.isEmpty()));
        }
        if (before.withCache(after.cache()).equals(after)) {
            return;
        }
        Element limits = Dom.childOrNew(disk, "iotune");
        write(limits, OPERATIONS, after.operationsPerSecond());
        write(limits, BYTES, after.bytesPerSecond());
        if (Dom.children(limits).isEmpty()) {
            disk.removeChild(limits);
        }
    }

    private static void write(Element limits, String name, OptionalLong value) {
        if (value.isPresent()) {
            // libvirt refuses a limit on all beside one on reads or writes.
            Dom.removeChildren(limits, name.replace("total", "read"));
            Dom.removeChildren(limits, name.replace("total", "write"));
        }
        Dom.setOrRemoveChild(limits, name, value.stream().boxed().findFirst());
    }

    static Map<String, Long> parameters(Tuning tuning) {
        Map<String, Long> parameters = new LinkedHashMap<>();
        parameters.put(OPERATIONS, tuning.operationsPerSecond().orElse(0));
        parameters.put(BYTES, tuning.bytesPerSecond().orElse(0));
        return parameters;
    }
}
