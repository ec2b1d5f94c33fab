package org.openvman.ovf.edit;

import java.util.Optional;
import org.openvman.ovf.model.XmlElement;

/** The order of start (DSP0243, StartupSection). */
final class StartEdits {
    private static final String FORM = "SYSTEM=ORDER[,DELAY]";

    private StartEdits() {}

    /** {@code SYSTEM=ORDER[,DELAY]}; the delay is in seconds. */
    static Edit start(String text) {
        Argument argument = Argument.pair(text, FORM);
        String[] words = argument.after().strip().split(",", 2);
        String order = number(words[0], text);
        Optional<String> delay = words.length == 1 ? Optional.empty() : Optional.of(number(words[1], text));
        return session -> {
            EditableDocument document = session.document();
            LocatedElement member = document.content(argument.before())
                    .orElseThrow(() -> new EditException("no system or collection '" + argument.before() + "'"));
            LocatedElement collection = member.parent()
                    .filter(parent -> parent.localName().equals("VirtualSystemCollection"))
                    .orElseThrow(() -> new EditException(
                            "'" + argument.before() + "' is in no collection; a single system has no order of start"));
            Optional<LocatedElement> section = collection.child("StartupSection");
            Optional<LocatedElement> item = section.stream()
                    .flatMap(found -> found.children("Item"))
                    .filter(found -> found.attribute("id").equals(argument.before()))
                    .findFirst();
            session.change(patches -> {
                if (item.isPresent()) {
                    patches.setAttribute(item.get(), document.attributeOf(item.get(), "order"), order);
                    delay.ifPresent(seconds ->
                            patches.setAttribute(item.get(), document.attributeOf(item.get(), "startDelay"), seconds));
                    return;
                }
                XmlElement made = XmlElement.of(EditableDocument.name(section.orElse(collection), "Item"))
                        .with(document.attribute("id"), argument.before())
                        .with(document.attribute("order"), order);
                if (delay.isPresent()) {
                    made = made.with(document.attribute("startDelay"), delay.get());
                }
                if (section.isPresent()) {
                    patches.append(section.get(), made);
                } else {
                    XmlElement added = document.newSection(collection, "StartupSection", "Order of start");
                    SectionEdits.insert(patches, collection, added.with(made));
                }
            });
        };
    }

    private static String number(String word, String text) {
        String digits = word.strip().replaceFirst("s$", "");
        if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) > 0xFFFF) {
            throw new EditException("'" + text + "' is not " + FORM + ", with numbers up to 65535");
        }
        return digits;
    }
}
