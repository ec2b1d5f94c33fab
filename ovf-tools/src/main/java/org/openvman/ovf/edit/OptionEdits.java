package org.openvman.ovf.edit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.ovf.model.XmlElement;

/** Configurations to choose from at deployment (DSP0243, DeploymentOptionSection). */
final class OptionEdits {
    private OptionEdits() {}

    /** {@code ID=LABEL}. */
    static Edit add(String text) {
        Argument argument = Argument.pair(text, "ID=LABEL");
        return session -> {
            EditableDocument document = session.document();
            Optional<LocatedElement> section = document.section("DeploymentOptionSection");
            if (options(document).anyMatch(option -> option.attribute("id").equals(argument.before()))) {
                throw new EditException("there is a deployment option '" + argument.before() + "' already");
            }
            LocatedElement parent = section.orElse(document.root());
            XmlElement option = XmlElement.of(EditableDocument.name(parent, "Configuration"))
                    .with(document.attribute("id"), argument.before())
                    .with(text(parent, "Label", argument.after()))
                    .with(text(parent, "Description", argument.after()));
            session.change(patches -> {
                if (section.isPresent()) {
                    patches.append(section.get(), option);
                } else {
                    XmlElement made =
                            document.newSection(document.root(), "DeploymentOptionSection", "Deployment options");
                    patches.insertBefore(document.top(), made.with(option));
                }
            });
        };
    }

    private static XmlElement text(LocatedElement parent, String name, String text) {
        return XmlElement.of(EditableDocument.name(parent, name)).withText(text);
    }

    /** The option that holds when nobody chooses. */
    static Edit byDefault(String id) {
        return session -> {
            EditableDocument document = session.document();
            LocatedElement chosen = option(document, id);
            session.change(patches -> options(document).forEach(option -> {
                if (option == chosen) {
                    patches.setAttribute(option, document.attributeOf(option, "default"), "true");
                } else {
                    patches.removeAttribute(option, document.attributeOf(option, "default"));
                }
            }));
        };
    }

    /** The option and what holds for it alone. */
    static Edit remove(String id) {
        return session -> {
            EditableDocument document = session.document();
            LocatedElement option = option(document, id);
            List<LocatedElement> marked = document.root()
                    .all()
                    .filter(element -> List.of(
                                    element.attribute("configuration").split("\\s+"))
                            .contains(id))
                    .toList();
            session.change(patches -> {
                if (options(document).count() == 1) {
                    option.parent().ifPresent(patches::remove);
                } else {
                    patches.remove(option);
                }
                for (LocatedElement element : marked) {
                    List<String> others = Stream.of(
                                    element.attribute("configuration").split("\\s+"))
                            .filter(other -> !other.equals(id))
                            .toList();
                    if (others.isEmpty()) {
                        patches.remove(element);
                    } else {
                        patches.setAttribute(
                                element, document.attributeOf(element, "configuration"), String.join(" ", others));
                    }
                }
            });
            if (!marked.isEmpty()) {
                session.note(marked.size() + " elements held for deployment option '" + id
                        + "'; those for it alone are gone");
            }
        };
    }

    private static Stream<LocatedElement> options(EditableDocument document) {
        return document.root()
                .children("DeploymentOptionSection")
                .flatMap(section -> section.children("Configuration"));
    }

    private static LocatedElement option(EditableDocument document, String id) {
        return options(document)
                .filter(option -> option.attribute("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new EditException("no deployment option '" + id + "'; there is: "
                        + String.join(
                                ", ",
                                options(document)
                                        .map(option -> option.attribute("id"))
                                        .toList())));
    }
}
