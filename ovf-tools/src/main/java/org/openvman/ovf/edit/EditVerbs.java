package org.openvman.ovf.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All kinds of edits, and scripts of them: one a line, without the dashes, {@code #} for remarks. */
public final class EditVerbs {
    private static final List<EditVerb> ALL = List.of(
            new EditVerb("cpus", "[SYSTEM=]N", "Give a system N processors; * is all systems.", HardwareEdits::cpus),
            new EditVerb("memory", "[SYSTEM=]SIZE", "Give a system memory, 2GiB for example.", HardwareEdits::memory),
            new EditVerb(
                    "family",
                    "[SYSTEM=]TYPE",
                    "Retarget to a hardware family: vmx-13, virtualbox-2.2, kvm.",
                    FamilyEdits::family),
            new EditVerb("add-network", "NAME[=TEXT]", "Add a network, with a description.", NetworkEdits::add),
            new EditVerb(
                    "rename-network", "OLD=NEW", "Rename a network and all connections to it.", NetworkEdits::rename),
            new EditVerb("remove-network", "NAME", "Remove a network that nothing connects to.", NetworkEdits::remove),
            new EditVerb("add-nic", "[SYSTEM=]NETWORK", "Give a system an adapter on a network.", NetworkEdits::addNic),
            new EditVerb(
                    "remove-nic",
                    "[SYSTEM=]NETWORK",
                    "Remove a system's adapter on a network, or by InstanceID.",
                    NetworkEdits::removeNic),
            new EditVerb("add-disk", "[SYSTEM=]SIZE", "Give a system an empty disk.", DiskEdits::add),
            new EditVerb(
                    "add-disk-image",
                    "[SYSTEM=]IMAGE",
                    "Give a system a disk made from an image.",
                    DiskEdits::addImage),
            new EditVerb("resize-disk", "DISK=SIZE", "Give a disk another capacity.", DiskEdits::resize),
            new EditVerb("remove-disk", "DISK", "Remove a disk, its drives, and its image.", DiskEdits::remove),
            new EditVerb("add-file", "PATH", "Put a file into the package.", FileEdits::add),
            new EditVerb("remove-file", "ID", "Remove a file that nothing refers to.", FileEdits::remove),
            new EditVerb("set-property", "[SYSTEM:]KEY=VALUE", "Give a property another value.", PropertyEdits::set),
            new EditVerb(
                    "add-property",
                    "[SYSTEM:]KEY[:TYPE]=VALUE",
                    "Define a property for users to set.",
                    PropertyEdits::add),
            new EditVerb("remove-property", "[SYSTEM:]KEY", "Remove a property.", PropertyEdits::remove),
            new EditVerb(
                    "product",
                    "[SYSTEM:]FIELD=TEXT",
                    "Set name, vendor, version, full-version, product-url, vendor-url or app-url.",
                    SectionEdits::product),
            new EditVerb("eula", "[SYSTEM=]TEXT|@FILE", "Set the licence; no text removes it.", SectionEdits::eula),
            new EditVerb(
                    "annotation",
                    "[SYSTEM=]TEXT|@FILE",
                    "Set the annotation; no text removes it.",
                    SectionEdits::annotation),
            new EditVerb(
                    "start", "SYSTEM=ORDER[,SECONDS]", "Say when a system of a collection starts.", StartEdits::start),
            new EditVerb("add-option", "ID=LABEL", "Add a deployment option.", OptionEdits::add),
            new EditVerb("default-option", "ID", "Make a deployment option the default.", OptionEdits::byDefault),
            new EditVerb(
                    "remove-option",
                    "ID",
                    "Remove a deployment option and what holds for it alone.",
                    OptionEdits::remove));

    private EditVerbs() {}

    public static List<EditVerb> all() {
        return ALL;
    }

    /** The edits of a script. */
    public static List<Edit> script(String name, String text) {
        List<Edit> edits = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String place = name + ":" + (i + 1) + ": ";
            String[] words = line.split("\\s+", 2);
            Optional<EditVerb> verb = ALL.stream()
                    .filter(each -> each.name().equals(words[0].replaceFirst("^--", "")))
                    .findFirst();
            if (verb.isEmpty()) {
                throw new EditException(place + "no edit '" + words[0] + "'; ovf edit --help lists them");
            }
            edits.add(edit(place, verb.get(), words.length > 1 ? words[1] : ""));
        }
        return edits;
    }

    /** An edit that says its line when it fails. */
    private static Edit edit(String place, EditVerb verb, String argument) {
        Edit edit = located(place, () -> verb.with(argument));
        return session -> located(place, () -> session.apply(edit));
    }

    private static <T> T located(String place, Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException failed) {
            throw new EditException(place + failed.getMessage(), failed);
        }
    }
}
