package org.openvman.ovf.context;

import com.github.stephenc.javaisotools.rockridge.impl.RockRidgeConfig;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** Records file modes without printing each to standard output, which belongs to the program and its scripts. */
final class QuietRockRidge extends RockRidgeConfig {
    private final Map<String, Integer> modes = new HashMap<>();

    @Override
    public void addModeForPattern(String pattern, Integer mode) {
        modes.put(pattern, mode);
    }

    @Override
    public Map<String, Integer> getPatternToModeMap() {
        return Collections.unmodifiableMap(modes);
    }
}
