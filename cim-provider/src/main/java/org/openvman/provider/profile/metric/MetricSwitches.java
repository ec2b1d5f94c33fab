package org.openvman.provider.profile.metric;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.openvman.provider.hypervisor.HostId;

/** Which metrics are collected (CIM_MetricDefForME.MetricCollectionEnabled); all of them until somebody says otherwise. */
final class MetricSwitches {
    private final Map<Switch, Setting> settings = new HashMap<>();

    private record Switch(HostId host, String metric) {}

    /** For all elements of the host alike, but for some. */
    private record Setting(boolean forAll, Set<String> exceptions) {
        Setting {
            exceptions = Set.copyOf(exceptions);
        }
    }

    private static final Setting ON = new Setting(true, Set.of());

    synchronized boolean isOn(HostId host, Metric metric, String element) {
        Setting setting = setting(host, metric);
        return setting.forAll() != setting.exceptions().contains(element);
    }

    /** For elements that nobody switched on or off by themselves. */
    synchronized boolean isOn(HostId host, Metric metric) {
        return setting(host, metric).forAll();
    }

    synchronized void switchAll(HostId host, Metric metric, boolean on) {
        settings.put(new Switch(host, metric.id()), new Setting(on, Set.of()));
    }

    /**
     * @param exists tells the elements that are still there; others are forgotten
     */
    synchronized void switchOne(HostId host, Metric metric, String element, boolean on, Predicate<String> exists) {
        Setting before = setting(host, metric);
        Set<String> exceptions = new HashSet<>(before.exceptions());
        exceptions.removeIf(exists.negate());
        if (on == before.forAll()) {
            exceptions.remove(element);
        } else {
            exceptions.add(element);
        }
        settings.put(new Switch(host, metric.id()), new Setting(before.forAll(), exceptions));
    }

    private Setting setting(HostId host, Metric metric) {
        return settings.getOrDefault(new Switch(host, metric.id()), ON);
    }
}
