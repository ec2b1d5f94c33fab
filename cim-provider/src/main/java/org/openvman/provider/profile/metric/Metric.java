package org.openvman.provider.profile.metric;

/**
 * A metric: what a CIM_BaseMetricDefinition shows, and how its values are computed.
 *
 * @param name unique for its subject; after SBLIM's and XenServer's metrics where they have one that means the same
 * @param meaning one sentence for people
 */
record Metric(Subject subject, String name, String meaning, Unit unit, Shape shape, Formula formula) {
    private static final String ORGANIZATION = "OpenVMAN:";

    /** CIM_BaseMetricDefinition.Id; has no slash. */
    String id() {
        return ORGANIZATION + subject.text() + "." + name;
    }
}
