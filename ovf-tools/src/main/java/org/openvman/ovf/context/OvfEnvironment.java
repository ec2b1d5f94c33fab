package org.openvman.ovf.context;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The OVF environment of one member (DSP8027).
 *
 * @param id the member it is for
 * @param properties in order
 * @param siblings the other members of the service
 */
public record OvfEnvironment(String id, Platform platform, Map<String, String> properties, List<Entity> siblings) {

    /** The deployment platform; each part may be empty. */
    public record Platform(String kind, String version, String vendor, String locale) {
        /** This program, as the platform that deploys. */
        public static Platform openvman(String version) {
            return new Platform("OpenVMAN", version, "OpenVMAN project", "en");
        }
    }

    /** A sibling and its properties. */
    public record Entity(String id, Map<String, String> properties) {
        public Entity {
            properties = ordered(properties);
        }
    }

    public OvfEnvironment {
        properties = ordered(properties);
        siblings = List.copyOf(siblings);
    }

    private static Map<String, String> ordered(Map<String, String> properties) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
