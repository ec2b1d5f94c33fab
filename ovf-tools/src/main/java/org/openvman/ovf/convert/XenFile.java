package org.openvman.ovf.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The configuration of a domain for Xen's {@code xm} and {@code xl}: assignments of words and lists of words. */
final class XenFile {
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "(?m)^[ \\t]*([A-Za-z_]+)[ \\t]*=[ \\t]*(\\[[^\\]]*+(?:\\]|\\z)|'[^'\\n]*'|\"[^\"\\n]*\"|[^#;\\n]*)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private XenFile(String text) {
        String plain = Pattern.compile("(?m)^[ \\t]*#.*$").matcher(text).replaceAll("");
        Matcher matcher = ASSIGNMENT.matcher(plain);
        while (matcher.find()) {
            values.put(
                    matcher.group(1).toLowerCase(Locale.ROOT),
                    words(matcher.group(2).strip()));
        }
    }

    private static List<String> words(String value) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(value);
        while (matcher.find()) {
            words.add(Optional.ofNullable(matcher.group(1)).orElseGet(() -> matcher.group(2)));
        }
        if (words.isEmpty() && !value.startsWith("[") && !value.isEmpty()) {
            words.add(value);
        }
        return words;
    }

    static Machine read(String name, String text) {
        return new XenFile(text).machine(name);
    }

    private String get(String key) {
        List<String> words = values.getOrDefault(key, List.of());
        return words.isEmpty() ? "" : words.get(0);
    }

    /** With a boot loader of its own in {@code kernel}, or as {@code type} or {@code builder} say. */
    private boolean isHvm() {
        return get("builder").equals("hvm")
                || get("type").equals("hvm")
                || get("kernel").endsWith("hvmloader");
    }

    private Machine machine(String name) {
        Machine.Draft draft = new Machine.Draft(isHvm() ? "xen-3-hvm" : "xen-3");
        draft.name = get("name").isEmpty() ? name : get("name");
        if (!get("vcpus").isEmpty()) {
            draft.cpus(get("vcpus"));
        }
        if (!get("memory").isEmpty()) {
            draft.mebibytes(get("memory"));
        }
        values.getOrDefault("disk", List.of()).forEach(disk -> drive(draft, disk));
        values.getOrDefault("vif", List.of()).forEach(vif -> adapter(draft, vif));
        boolean vnc = get("vnc").equals("1") || get("vfb").contains("vnc");
        if (vnc) {
            draft.display = Optional.of("vnc");
        }
        for (String key :
                List.of("kernel", "ramdisk", "root", "extra", "cmdline", "bootloader", "boot", "device_model")) {
            draft.extra(key, get(key));
        }
        return draft.machine();
    }

    /** {@code file:/path,xvda,w}; {@code xl} also writes {@code format=raw, vdev=xvda, access=rw, target=/path}. */
    private static void drive(Machine.Draft draft, String text) {
        String target = "";
        String device = "";
        boolean cdrom = false;
        List<String> positional = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            String part = word.strip();
            if (part.startsWith("target=")) {
                target = part.substring("target=".length());
            } else if (part.startsWith("vdev=")) {
                device = part.substring("vdev=".length());
            } else if (part.equals("devtype=cdrom")) {
                cdrom = true;
            } else if (!part.contains("=")) {
                positional.add(part);
            }
        }
        if (target.isEmpty() && !positional.isEmpty()) {
            target = positional.get(0);
        }
        if (device.isEmpty()) {
            device = positional.stream()
                    .skip(1)
                    .filter(part -> part.matches("(ioemu:)?(xvd|hd|sd)[a-z]+\\d*(:cdrom)?"))
                    .findFirst()
                    .orElse("xvda");
        }
        cdrom |= device.endsWith(":cdrom");
        String plain = device.replaceFirst("^ioemu:", "");
        String bus = plain.startsWith("hd") ? "ide" : plain.startsWith("sd") ? "scsi" : "xen";
        draft.drive(bus, target.replaceFirst("^(?:tap:)?(?:file|phy|aio|raw|qcow2?|vhd):", ""), cdrom);
    }

    private static void adapter(Machine.Draft draft, String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2) {
                settings.put(pair[0].strip(), pair[1].strip());
            }
        }
        String model = settings.getOrDefault("model", settings.getOrDefault("type", ""));
        draft.adapter(
                model.equals("ioemu") || model.equals("vif") ? "" : model,
                settings.getOrDefault("bridge", "xenbr0"),
                settings.getOrDefault("mac", ""));
    }
}
