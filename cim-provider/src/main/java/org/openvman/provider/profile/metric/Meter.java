package org.openvman.provider.profile.metric;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.Inventory;
import org.openvman.provider.metric.Reading;
import org.openvman.provider.view.ClassView;
import org.openvman.schema.cim.CimPath;

/**
 * How the elements of one view are measured.
 *
 * @param keyName the key that tells elements of the view apart
 * @param key its value; stands in the InstanceIDs of the element's metric values
 * @param host the host that the element is on
 * @param elementName for people
 * @param reading its figures; empty if there are none
 */
record Meter<T>(
        Subject subject,
        ClassView<T> view,
        String keyName,
        Function<T, String> key,
        Function<T, HostId> host,
        Function<T, String> elementName,
        BiFunction<Inventory, T, Optional<Reading>> reading) {

    List<Metric> metrics() {
        return MetricTable.of(subject);
    }

    Optional<T> find(Inventory inventory, String wanted) {
        return view.find(inventory, new CimPath(ClassView.VIRT, view.className(), Map.of(keyName, wanted)));
    }
}
