package org.openvman.ovf.convert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openvman.ovf.model.Location;
import org.openvman.ovf.model.OvfException;

/** The descriptions of machines that can be read, and how to tell which of them a file is. */
public enum MachineSource {
    LIBVIRT,
    VMX,
    XEN,
    QEMU,
    VSERVER,
    LXC;

    private static final int LARGEST = 4 << 20;
    private static final int MOST_DEVICES = 1024;
    // None goes over a line or looks at a character twice: a file of blank lines or of one long word is read in no
    // time.
    private static final Pattern QEMU_COMMAND =
            Pattern.compile("(?m)^\\h*+(?:exec\\h++|sudo\\h++)?(?>\\S*?(?:kvm|qemu))\\S*+\\h++-");
    private static final Pattern LXC_KEY = Pattern.compile("(?m)^\\h*+lxc\\.[a-z0-9.]++\\h*+=");
    private static final Pattern VMX_KEY = Pattern.compile("(?mi)^\\h*+(?:config\\.version|virtualHW\\.version)\\h*+=");
    private static final Pattern XEN_KEY =
            Pattern.compile("(?m)^\\h*+(?:kernel|disk|vif|builder|type|bootloader|vcpus)\\h*+=\\h*+['\"\\[0-9]");

    /** What XML cannot carry (XML 1.0, 2.2), so that no descriptor could be written. */
    private static final Pattern CONTROL_CHARACTER =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    /** The word on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a file or folder is; empty when it is none of them. */
    public static Optional<MachineSource> of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            if (Files.isRegularFile(path.resolve("context"))) {
                return Optional.of(VSERVER);
            }
            Path config = path.resolve("config");
            return Files.isRegularFile(config) && LXC_KEY.matcher(text(config)).find()
                    ? Optional.of(LXC)
                    : Optional.empty();
        }
        String text = text(path);
        if (Pattern.compile("^\\s*(?:<\\?xml[^>]*>)?\\s*(?:<!--(?:(?!-->).)*+-->\\s*+)*+<domain[\\s>]", Pattern.DOTALL)
                .matcher(text)
                .find()) {
            return Optional.of(LIBVIRT);
        }
        if (text.stripLeading().startsWith("<")) {
            return Optional.empty();
        }
        if (VMX_KEY.matcher(text).find() || path.toString().endsWith(".vmx")) {
            return Optional.of(VMX);
        }
        if (LXC_KEY.matcher(text).find()) {
            return Optional.of(LXC);
        }
        if (QEMU_COMMAND.matcher(text).find()) {
            return Optional.of(QEMU);
        }
        return XEN_KEY.matcher(text).find() ? Optional.of(XEN) : Optional.empty();
    }

    /** Reads a description of this kind. */
    public Machine read(Path path) throws IOException {
        Machine machine = parse(path);
        int devices = machine.drives().size() + machine.adapters().size();
        if (devices > MOST_DEVICES) {
            throw new OvfException(
                    Location.of(path.toString()),
                    devices + " drives and adapters are more than the " + MOST_DEVICES + " a machine can have");
        }
        return machine;
    }

    private Machine parse(Path path) throws IOException {
        Path file = this == LXC && Files.isDirectory(path) ? path.resolve("config") : path;
        return switch (this) {
            case LIBVIRT -> LibvirtDomain.read(path.toString(), text(path).getBytes(StandardCharsets.UTF_8));
            case VMX -> VmxFile.read(baseName(path), text(path));
            case XEN -> XenFile.read(baseName(path), text(path));
            case QEMU -> QemuCommand.read(baseName(path), text(path));
            case VSERVER -> VserverTree.read(path);
            case LXC -> LxcConfig.read(baseName(path), text(file));
        };
    }

    private static String baseName(Path path) {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName()).replaceFirst("\\.[^.]*$", "");
    }

    /** The text of a configuration file; they are small. */
    static String text(Path path) throws IOException {
        if (Files.size(path) > LARGEST) {
            throw new OvfException(Location.of(path.toString()), "too large for a description of a machine");
        }
        String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        Matcher control = CONTROL_CHARACTER.matcher(text);
        if (control.find()) {
            String before = text.substring(0, control.start());
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            int column = before.length() - before.lastIndexOf('\n');
            String code = String.format("U+%04X", control.group().codePointAt(0));
            throw new OvfException(
                    new Location(path.toString(), line, column),
                    "the character " + code + " is in no description of a machine; is this a text file?");
        }
        return text;
    }
}
