package org.openvman.ovf.client;

/** CIM_EnabledLogicalElement.EnabledState in words for people. */
final class EnabledState {
    private EnabledState() {}

    static String text(String code) {
        return switch (code) {
            case "2" -> "running";
            case "3" -> "off";
            case "4" -> "shutting down";
            case "6" -> "suspended";
            case "8" -> "deferred";
            case "9" -> "paused";
            case "10" -> "starting";
            default -> "unknown";
        };
    }
}
