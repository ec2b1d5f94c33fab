package org.openvman.provider.profile.system;

import java.util.Optional;
import org.openvman.provider.hypervisor.Scope;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.VirtualSystem;

/** The two configurations of a virtual system that DSP1057 tells apart. */
public enum Representation {
    /** The system as it is now; changing it changes the running system, or the recorded one while it is off. */
    STATE("state"),
    /** The system as its next start will make it. */
    DEFINITION("recorded");

    private final String text;

    Representation(String text) {
        this.text = text;
    }

    /** The word that stands for it in an InstanceID. */
    public String text() {
        return text;
    }

    public static Optional<Representation> named(String text) {
        for (Representation representation : values()) {
            if (representation.text.equals(text)) {
                return Optional.of(representation);
            }
        }
        return Optional.empty();
    }

    public SystemConfiguration of(VirtualSystem system) {
        return this == STATE ? system.current() : system.recorded();
    }

    /** What the hypervisor must change when a client changes this representation. */
    public Scope scope(VirtualSystem system) {
        return this == STATE && system.active().isPresent() ? Scope.ACTIVE : Scope.RECORDED;
    }
}
