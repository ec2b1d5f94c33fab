package org.openvman.ovf.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openvman.ovf.model.ByteSize;

/** A command line of QEMU or {@code kvm}, as a shell would read it. */
final class QemuCommand {
    private final Machine.Draft draft;
    private final List<String> words;
    private final Map<String, Map<String, String>> backends = new LinkedHashMap<>();

    private QemuCommand(String name, List<String> words) {
        this.words = words;
        this.draft = new Machine.Draft("kvm");
        this.draft.name = name;
    }

    static Machine read(String name, String text) {
        List<String> words = shellWords(text);
        int start = 0;
        while (start < words.size() && !words.get(start).matches("\\S*(kvm|qemu)\\S*")) {
            start++;
        }
        QemuCommand command = new QemuCommand(name, words.subList(Math.min(start + 1, words.size()), words.size()));
        command.read();
        return command.draft.machine();
    }

    private void read() {
        for (int i = 0; i < words.size(); i++) {
            String option = words.get(i).replaceFirst("^--?", "");
            boolean isOption = words.get(i).startsWith("-");
            if (!isOption) {
                draft.drive("ide", words.get(i), false);
                continue;
            }
            boolean hasValue = i + 1 < words.size() && !words.get(i + 1).startsWith("-");
            String value = hasValue ? words.get(i + 1) : "";
            if (take(option, value) && hasValue) {
                i++;
            }
        }
        Map<String, Map<String, String>> left = new LinkedHashMap<>(backends);
        left.values().forEach(backend -> adapter(Map.of(), backend));
    }

    /** Whether the option has a value. */
    private boolean take(String option, String value) {
        switch (option) {
            case "name" -> draft.name = value.split(",")[0].replaceFirst("^guest=", "");
            case "m" -> memory(value);
            case "smp" -> draft.cpus(settings(value, "cpus").getOrDefault("cpus", "1"));
            case "M", "machine" ->
                draft.extra("machine", settings(value, "type").getOrDefault("type", ""));
            case "hda", "hdb", "hdc", "hdd" -> draft.drive("ide", value, false);
            case "cdrom" -> draft.drive("ide", value, true);
            case "drive" -> drive(settings(value, "file"));
            case "net", "nic" -> net(option, settings(value, "type"));
            case "netdev" -> {
                Map<String, String> backend = settings(value, "type");
                backends.put(backend.getOrDefault("id", "net"), backend);
            }
            case "device" -> device(settings(value, "driver"));
            case "vnc" -> draft.display = Optional.of("vnc:" + value.split(",")[0].replaceFirst("^:", ""));
            case "kernel", "initrd", "append", "cpu", "boot", "bios", "uuid" -> draft.extra(option, value);
            case "enable-kvm", "daemonize", "nographic", "snapshot", "no-acpi", "no-reboot", "usb", "S" -> {
                return false;
            }
            default -> draft.note("-" + option + (value.isEmpty() ? "" : " " + value) + " has no place in OVF");
        }
        return true;
    }

    private void memory(String value) {
        String size = settings(value, "size").getOrDefault("size", "128");
        if (size.matches("\\d+[kKmMgGtT]")) {
            draft.memory = ByteSize.parse(size + "iB");
        } else {
            draft.mebibytes(size.replaceFirst("[mM]$", ""));
        }
    }

    private void drive(Map<String, String> drive) {
        String bus = drive.getOrDefault("if", "ide");
        if (!bus.equals("pflash") && !bus.equals("floppy")) {
            draft.drive(
                    bus.equals("none") ? "virtio" : bus,
                    drive.getOrDefault("file", ""),
                    drive.getOrDefault("media", "").equals("cdrom"));
        }
    }

    /** The old form: a card and what it is connected to are two options; {@code -nic} is both. */
    private void net(String option, Map<String, String> net) {
        String type = net.getOrDefault("type", "");
        if (option.equals("net") && type.equals("nic")) {
            backends.entrySet().stream()
                    .filter(backend -> backend.getKey().startsWith("waiting"))
                    .findFirst()
                    .ifPresentOrElse(
                            backend -> {
                                backends.remove(backend.getKey());
                                adapter(net, backend.getValue());
                            },
                            () -> backends.put("card " + backends.size(), net));
        } else if (option.equals("net")) {
            Optional<String> card = backends.keySet().stream()
                    .filter(key -> key.startsWith("card "))
                    .findFirst();
            if (card.isPresent()) {
                adapter(Optional.ofNullable(backends.remove(card.get())).orElse(Map.of()), net);
            } else {
                backends.put("waiting " + backends.size(), net);
            }
        } else if (!type.equals("none")) {
            adapter(net, net);
        }
    }

    private void device(Map<String, String> device) {
        String driver = device.getOrDefault("driver", "");
        if (device.containsKey("netdev")) {
            Map<String, String> backend = Optional.ofNullable(backends.remove(device.getOrDefault("netdev", "")))
                    .orElse(Map.of());
            Map<String, String> card = new LinkedHashMap<>(device);
            card.put("model", driver);
            adapter(card, backend);
        } else if (!driver.matches(".*(blk|hd|cd|scsi|balloon|rng|serial).*")) {
            draft.note("-device " + driver + " has no place in OVF");
        }
    }

    private void adapter(Map<String, String> card, Map<String, String> backend) {
        String model = card.getOrDefault("model", "").replaceFirst("-(net-)?pci$", "");
        String type = backend.getOrDefault("type", "user");
        String network = backend.getOrDefault("br", backend.getOrDefault("ifname", type.equals("user") ? "NAT" : type));
        draft.adapter(
                model.replaceFirst("^virtio-net$", "virtio"),
                network,
                card.getOrDefault("macaddr", card.getOrDefault("mac", "")));
    }

    /** {@code first,key=value,...}; the first word may go without its key. */
    private static Map<String, String> settings(String text, String first) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                settings.put(part.substring(0, equals), part.substring(equals + 1));
            } else if (settings.isEmpty()) {
                settings.put(first, part);
            }
        }
        return settings;
    }

    /** Words with quotes and escapes removed; a backslash joins lines, {@code #} begins a remark. */
    private static List<String> shellWords(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (quote != 0) {
                if (next == quote) {
                    quote = 0;
                } else {
                    word.append(next);
                }
            } else if (next == '\'' || next == '"') {
                quote = next;
                inWord = true;
            } else if (next == '\\' && i + 1 < text.length()) {
                i++;
                if (text.charAt(i) != '\n') {
                    word.append(text.charAt(i));
                    inWord = true;
                }
            } else if (next == '#' && !inWord) {
                int end = text.indexOf('\n', i);
                i = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(next)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(next);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
