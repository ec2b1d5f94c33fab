package org.openvman.ovf.convert;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The configuration file of a virtual machine of VMware: {@code key = "value"}, keys without case. */
final class VmxFile {
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_.:]++)\\s*+=\\s*+\"?(.*?)\"?");
    private static final Pattern DRIVE = Pattern.compile("(ide|scsi|sata|nvme)(\\d+):(\\d+)\\.present");
    private static final Pattern ADAPTER = Pattern.compile("ethernet(\\d+)\\.present");

    private final Map<String, String> keys = new TreeMap<>();

    private VmxFile(String text) {
        text.lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches()) {
                keys.put(matcher.group(1).toLowerCase(Locale.ROOT), unescaped(matcher.group(2)));
            }
        });
    }

    /** {@code |22} stands for a quote. */
    private static String unescaped(String value) {
        return Pattern.compile("\\|([0-9A-Fa-f]{2})")
                .matcher(value)
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
    }

    static Machine read(String name, String text) {
        return new VmxFile(text).machine(name);
    }

    private String get(String key) {
        return keys.getOrDefault(key.toLowerCase(Locale.ROOT), "");
    }

    private boolean is(String key) {
        return get(key).equalsIgnoreCase("true");
    }

    private Machine machine(String name) {
        String version = get("virtualHW.version");
        Machine.Draft draft = new Machine.Draft(
                version.isEmpty() ? "vmx-07" : String.format("vmx-%2s", version).replace(' ', '0'));
        draft.name = get("displayName").isEmpty() ? name : get("displayName");
        if (!get("numvcpus").isEmpty()) {
            draft.cpus(get("numvcpus"));
        }
        draft.mebibytes(get("memsize").isEmpty() ? "32" : get("memsize"));
        for (String key : new TreeSet<>(keys.keySet())) {
            Matcher drive = DRIVE.matcher(key);
            if (drive.matches() && is(key)) {
                String device = key.substring(0, key.length() - ".present".length());
                boolean cdrom =
                        get(device + ".devicetype").toLowerCase(Locale.ROOT).contains("cdrom");
                String file = get(device + ".filename");
                draft.drive(drive.group(1), file.equals("auto detect") ? "" : file, cdrom);
            }
            Matcher adapter = ADAPTER.matcher(key);
            if (adapter.matches() && is(key)) {
                String device = "ethernet" + adapter.group(1);
                draft.adapter(model(get(device + ".virtualdev")), network(device), address(device));
            }
        }
        if (is("RemoteDisplay.vnc.enabled")) {
            String port = get("RemoteDisplay.vnc.port");
            draft.display = Optional.of("vnc:" + (port.isEmpty() ? "5900" : port));
        }
        draft.extra("guestOS", get("guestOS"));
        draft.extra("firmware", get("firmware"));
        return draft.machine();
    }

    private String address(String device) {
        String fixed = get(device + ".address");
        return fixed.isEmpty() ? get(device + ".generatedaddress") : fixed;
    }

    /** The network of a connection type has the name that VMware shows for it. */
    private String network(String device) {
        String name = get(device + ".networkname");
        String type = get(device + ".connectiontype");
        return name.isEmpty() ? (type.isEmpty() ? "bridged" : type) : name;
    }

    private static String model(String device) {
        return switch (device.toLowerCase(Locale.ROOT)) {
            case "e1000" -> "E1000";
            case "e1000e" -> "E1000e";
            case "vmxnet3" -> "VmxNet3";
            case "" -> "PCNet32";
            default -> device;
        };
    }
}
