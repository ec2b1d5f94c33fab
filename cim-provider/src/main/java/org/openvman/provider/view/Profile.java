package org.openvman.provider.view;

import java.util.List;

/** What one DMTF profile, or a group of them, brings: views, and what to register (DSP1033). */
public interface Profile {

    List<ClassView<?>> classes();

    List<AssociationView<?, ?>> associations();

    default List<Registration<?>> registrations() {
        return List.of();
    }

    /**
     * A profile that this server conforms to (CIM_RegisteredProfile).
     *
     * @param document {@code DSP1057}
     * @param central the view whose instances are the central instances
     * @param scopedBy the document of the profile that references this one; empty for an autonomous profile
     * @param live whether central instances come and go without the inventory, as jobs do
     * @param use which use of the profile, if it is used more than once (DSP1033); else empty
     */
    record Registration<T>(
            String document,
            String name,
            String version,
            ClassView<T> central,
            String scopedBy,
            boolean live,
            String use) {

        /** A profile that is used once. */
        public Registration(String document, String name, String version, ClassView<T> central, String scopedBy) {
            this(document, name, version, central, scopedBy, false, "");
        }

        public String instanceId() {
            return "CIM:" + document + "-" + name.replace(" ", "") + "-" + version + (use.isEmpty() ? "" : "_" + use);
        }

        public boolean isAutonomous() {
            return scopedBy.isEmpty();
        }
    }
}
