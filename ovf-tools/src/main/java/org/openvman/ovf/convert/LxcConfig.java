package org.openvman.ovf.convert;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openvman.ovf.model.ByteSize;

/** The configuration of an LXC container, with the keys of version 2 and later or of those before. */
final class LxcConfig {
    private static final Pattern LINE = Pattern.compile("(lxc\\.[A-Za-z0-9_.]++)\\s*+=\\s*+(.*)");
    private static final Pattern MODERN = Pattern.compile("lxc\\.net\\.(\\d+)\\.(.+)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([KMGT]?)");

    private LxcConfig() {}

    static Machine read(String name, String text) {
        Machine.Draft draft = new Machine.Draft("lxc");
        draft.name = name;
        draft.note("a container has no processors of its own; 1 is written unless its cpuset says more");
        Map<String, Map<String, String>> adapters = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            Matcher matcher = LINE.matcher(line.strip());
            if (!matcher.matches()) {
                continue;
            }
            String key = matcher.group(1);
            String value = matcher.group(2);
            Matcher modern = MODERN.matcher(key);
            if (modern.matches()) {
                adapters.computeIfAbsent(modern.group(1), number -> new LinkedHashMap<>())
                        .put(modern.group(2), value);
            } else if (key.equals("lxc.network.type")) {
                adapters.computeIfAbsent("old " + adapters.size(), number -> new LinkedHashMap<>())
                        .put("type", value);
            } else if (key.startsWith("lxc.network.")) {
                adapters.computeIfAbsent("old " + Math.max(0, adapters.size() - 1), number -> new LinkedHashMap<>())
                        .put(key.substring("lxc.network.".length()), value);
            } else {
                set(draft, key, value);
            }
        }
        for (Map<String, String> adapter : adapters.values()) {
            if (!adapter.getOrDefault("type", "").equals("empty")) {
                draft.adapter("", adapter.getOrDefault("link", "lxcbr0"), adapter.getOrDefault("hwaddr", ""));
            }
        }
        return draft.machine();
    }

    private static void set(Machine.Draft draft, String key, String value) {
        switch (key) {
            case "lxc.uts.name", "lxc.utsname" -> draft.name = value;
            case "lxc.cgroup.memory.limit_in_bytes", "lxc.cgroup2.memory.max" -> {
                Matcher size = SIZE.matcher(value);
                if (size.matches()) {
                    draft.memory =
                            ByteSize.parse(size.group(1) + (size.group(2).isEmpty() ? "" : size.group(2) + "iB"));
                }
            }
            case "lxc.cgroup.cpuset.cpus", "lxc.cgroup2.cpuset.cpus" -> draft.extra("cpuset", value);
            case "lxc.rootfs.path", "lxc.rootfs" -> draft.extra("rootfs", value);
            case "lxc.arch" -> draft.extra("arch", value);
            default -> {
                // includes, mounts and capabilities are the host's business
            }
        }
    }
}
