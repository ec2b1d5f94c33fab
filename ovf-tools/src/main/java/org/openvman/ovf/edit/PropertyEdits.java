package org.openvman.ovf.edit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openvman.ovf.model.XmlElement;

/** Properties of products (DSP0243, ProductSection). */
final class PropertyEdits {
    private static final Set<String> TYPES = Set.of(
            "uint8", "sint8", "uint16", "sint16", "uint32", "sint32", "uint64", "sint64", "string", "boolean", "real32",
            "real64");
    private static final String FORM = "[SYSTEM:]KEY=VALUE";

    private PropertyEdits() {}

    /** A property and the section it stands in. */
    private record Found(LocatedElement section, LocatedElement property) {
        /** By its plain key, or by the one that the environment has: {@code class.key.instance}. */
        boolean answersTo(String key) {
            String plain = property.attribute("key");
            String productClass = section.attribute("class");
            String instance = section.attribute("instance");
            return plain.equals(key)
                    || ((productClass.isEmpty() ? "" : productClass + ".")
                                    + plain
                                    + (instance.isEmpty() ? "" : "." + instance))
                            .equals(key);
        }
    }

    /** {@code [SYSTEM:]KEY=VALUE}: the property must be there. */
    static Edit set(String text) {
        Argument argument = Argument.pair(text, FORM);
        return session -> {
            EditableDocument document = session.document();
            Found found = one(document, argument.words());
            session.change(patches -> patches.setAttribute(
                    found.property(), document.attributeOf(found.property(), "value"), argument.after()));
        };
    }

    static Edit remove(String text) {
        return session -> {
            Found found = one(session.document(), List.of(text.strip().split(":", -1)));
            session.change(patches -> patches.remove(found.property()));
        };
    }

    /** {@code [SYSTEM:]KEY[:TYPE]=VALUE}: users may change it at deployment. */
    static Edit add(String text) {
        Argument argument = Argument.pair(text, "[SYSTEM:]KEY[:TYPE]=VALUE");
        List<String> words = argument.words();
        boolean typed = words.size() > 1 && TYPES.contains(words.get(words.size() - 1));
        String type = typed ? words.get(words.size() - 1) : "string";
        List<String> place = typed ? words.subList(0, words.size() - 1) : words;
        return session -> {
            EditableDocument document = session.document();
            LocatedElement content = content(document, place);
            String key = place.get(place.size() - 1);
            if (found(content).anyMatch(found -> found.answersTo(key))) {
                throw new EditException("there is a property '" + key + "' already; change it with --set-property");
            }
            Optional<LocatedElement> section = content.children("ProductSection")
                    .filter(product -> product.attribute("class").isEmpty())
                    .findFirst();
            session.change(patches -> {
                LocatedElement parent = section.orElse(content);
                XmlElement property = XmlElement.of(EditableDocument.name(parent, "Property"))
                        .with(document.attribute("key"), key)
                        .with(document.attribute("type"), type)
                        .with(document.attribute("userConfigurable"), "true")
                        .with(document.attribute("value"), argument.after());
                if (section.isPresent()) {
                    patches.append(section.get(), property);
                } else {
                    XmlElement made = document.newSection(content, "ProductSection", "Settings of the product");
                    SectionEdits.insert(patches, content, made.with(property));
                }
            });
        };
    }

    private static Found one(EditableDocument document, List<String> words) {
        String key = words.get(words.size() - 1);
        List<Found> found = (words.size() > 1 ? Stream.of(content(document, words)) : document.contents())
                .flatMap(PropertyEdits::found)
                .filter(each -> each.answersTo(key))
                .toList();
        if (found.isEmpty()) {
            throw new EditException("no property '" + key + "'; ovf show lists them, --add-property makes one");
        }
        if (found.size() > 1) {
            throw new EditException(
                    found.size() + " properties are called '" + key + "'; write SYSTEM:KEY, or the key with its class");
        }
        return found.get(0);
    }

    private static LocatedElement content(EditableDocument document, List<String> words) {
        if (words.size() > 2) {
            throw new EditException("'" + String.join(":", words) + "' is not [SYSTEM:]KEY");
        }
        return words.size() == 1
                ? document.top()
                : document.content(words.get(0))
                        .orElseThrow(() -> new EditException("no system or collection '" + words.get(0) + "'"));
    }

    private static Stream<Found> found(LocatedElement content) {
        return content.children("ProductSection")
                .flatMap(section -> section.children("Property").map(property -> new Found(section, property)));
    }
}
