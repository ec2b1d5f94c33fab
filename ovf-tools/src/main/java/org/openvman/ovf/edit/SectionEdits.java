package org.openvman.ovf.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openvman.ovf.model.XmlElement;

/** Sections about a system or collection as a whole: product, licence, annotation. */
final class SectionEdits {
    /** Elements of a ProductSection in the order of the schema (DSP8023), by the words for them. */
    private static final Map<String, String> PRODUCT = Map.of(
            "name", "Product",
            "vendor", "Vendor",
            "version", "Version",
            "full-version", "FullVersion",
            "product-url", "ProductUrl",
            "vendor-url", "VendorUrl",
            "app-url", "AppUrl");

    private static final List<String> PRODUCT_ORDER =
            List.of("Info", "Product", "Vendor", "Version", "FullVersion", "ProductUrl", "VendorUrl", "AppUrl");

    private SectionEdits() {}

    /** {@code [SYSTEM:]FIELD=TEXT}. */
    static Edit product(String text) {
        Argument argument = Argument.pair(text, "[SYSTEM:]FIELD=TEXT");
        List<String> words = argument.words();
        String element = Optional.ofNullable(PRODUCT.get(words.get(words.size() - 1)))
                .orElseThrow(() -> new EditException("'" + argument.before() + "' is none of "
                        + String.join(", ", PRODUCT.keySet().stream().sorted().toList())));
        return session -> {
            EditableDocument document = session.document();
            LocatedElement content = words.size() == 1
                    ? document.top()
                    : document.content(words.get(0))
                            .orElseThrow(() -> new EditException("no system or collection '" + words.get(0) + "'"));
            Optional<LocatedElement> section = content.children("ProductSection")
                    .filter(found -> found.child("Product").isPresent())
                    .findFirst()
                    .or(() -> content.child("ProductSection"));
            session.change(patches -> {
                if (section.isPresent()) {
                    setField(patches, section.get(), element, argument.after());
                } else {
                    XmlElement made = document.newSection(content, "ProductSection", "The product");
                    insert(
                            patches,
                            content,
                            made.with(XmlElement.of(EditableDocument.name(content, element))
                                    .withText(argument.after())));
                }
            });
        };
    }

    private static void setField(Patches patches, LocatedElement section, String element, String text) {
        Optional<LocatedElement> existing = section.child(element);
        if (existing.isPresent()) {
            patches.setText(existing.get(), text);
            return;
        }
        XmlElement made = XmlElement.of(EditableDocument.name(section, element)).withText(text);
        List<String> earlier = PRODUCT_ORDER.subList(0, PRODUCT_ORDER.indexOf(element));
        List<LocatedElement> before = section.children().stream()
                .filter(child -> earlier.contains(child.localName()))
                .toList();
        if (before.isEmpty()) {
            patches.append(section, made);
        } else {
            patches.insertAfter(before.get(before.size() - 1), made);
        }
    }

    static Edit annotation(String text) {
        return textSection("AnnotationSection", "Annotation", "What this is", text);
    }

    static Edit eula(String text) {
        return textSection("EulaSection", "License", "Licence to accept", text);
    }

    /** {@code [SYSTEM=]TEXT} or {@code [SYSTEM=]@FILE}; no text removes the section. */
    private static Edit textSection(String name, String child, String info, String argument) {
        return session -> {
            EditableDocument document = session.document();
            int equals = argument.indexOf('=');
            Optional<LocatedElement> named = equals < 0
                    ? Optional.empty()
                    : document.content(argument.substring(0, equals).strip());
            LocatedElement content = named.orElse(document.top());
            String text = read(named.isPresent() ? argument.substring(equals + 1) : argument);
            Optional<LocatedElement> section = content.child(name);
            session.change(patches -> {
                if (text.isEmpty()) {
                    section.ifPresent(patches::remove);
                } else if (section.isPresent()) {
                    section.get()
                            .child(child)
                            .ifPresentOrElse(
                                    found -> patches.setText(found, text),
                                    () -> patches.append(
                                            section.get(),
                                            XmlElement.of(EditableDocument.name(section.get(), child))
                                                    .withText(text)));
                } else {
                    XmlElement made = document.newSection(content, name, info);
                    insert(
                            patches,
                            content,
                            made.with(XmlElement.of(EditableDocument.name(content, child))
                                    .withText(text)));
                }
            });
        };
    }

    private static String read(String text) {
        if (!text.startsWith("@")) {
            return text;
        }
        try {
            return Files.readString(Path.of(text.substring(1)));
        } catch (IOException unreadable) {
            throw new EditException(text.substring(1) + ": cannot be read", unreadable);
        }
    }

    /** A new section stands first, behind Info and Name. */
    static void insert(Patches patches, LocatedElement content, XmlElement section) {
        List<LocatedElement> before = content.children().stream()
                .filter(child -> List.of("Info", "Name").contains(child.localName()))
                .toList();
        if (before.isEmpty()) {
            patches.append(content, section);
        } else {
            patches.insertAfter(before.get(before.size() - 1), section);
        }
    }
}
