package org.openvman.ovf.edit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.XmlElement;

/**
 * A descriptor whose elements know where they stand in its bytes, so that a change touches nothing else. Immutable: a
 * change gives another document, read anew.
 */
public final class EditableDocument {
    private final OvfDocument document;
    private final SourceText source;
    private final LocatedElement root;

    private EditableDocument(OvfDocument document) {
        this.document = document;
        byte[] bytes = document.bytes();
        this.source = SourceText.of(document.file(), bytes);
        this.root = LocatedElement.of(document.root(), MarkupScanner.scan(source.text()), source.text());
    }

    public static EditableDocument of(OvfDocument document) {
        return new EditableDocument(document);
    }

    public OvfDocument document() {
        return document;
    }

    public Descriptor descriptor() {
        return document.descriptor();
    }

    /** The document as characters. */
    public String text() {
        return source.text();
    }

    /** This document with some changes. */
    EditableDocument change(Consumer<Patches> changes) {
        Patches patches = new Patches(source.text());
        changes.accept(patches);
        byte[] bytes = source.encode(patches.apply(), document.bytes());
        return new EditableDocument(new DescriptorReader().read(document.file(), bytes));
    }

    LocatedElement root() {
        return root;
    }

    /** All systems and collections, in document order. */
    Stream<LocatedElement> contents() {
        return root.all()
                .filter(element -> element.localName().equals("VirtualSystem")
                        || element.localName().equals("VirtualSystemCollection"));
    }

    /** The one system or collection directly in the envelope. */
    LocatedElement top() {
        return contents().findFirst().orElseThrow(() -> new EditException("the descriptor describes no system"));
    }

    /** A system or collection by its id. */
    Optional<LocatedElement> content(String id) {
        return contents().filter(content -> content.attribute("id").equals(id)).findFirst();
    }

    /** The systems that a user means: one by id, all by {@code *}, the only one by nothing. */
    List<LocatedElement> systems(String id) {
        List<LocatedElement> systems = contents()
                .filter(content -> content.localName().equals("VirtualSystem"))
                .toList();
        if (id.equals("*") || (id.isEmpty() && systems.size() == 1)) {
            return systems;
        }
        List<LocatedElement> named = systems.stream()
                .filter(system -> system.attribute("id").equals(id))
                .toList();
        if (named.isEmpty()) {
            String known =
                    systems.stream().map(system -> system.attribute("id")).collect(Collectors.joining(", "));
            throw new EditException(
                    id.isEmpty()
                            ? "say which system, as SYSTEM=...; there is: " + known
                            : "no system '" + id + "'; there is: " + known);
        }
        return named;
    }

    /** An element of the envelope by name. */
    Optional<LocatedElement> section(String name) {
        return root.child(name);
    }

    /** The name of a new OVF element below another. */
    static QName name(LocatedElement parent, String local) {
        return new QName(parent.namespaceOfChildren(), local);
    }

    /** The name of an attribute of OVF: always in the namespace of the envelope. */
    QName attribute(String local) {
        return new QName(root.element().name().getNamespaceURI(), local);
    }

    /** The name that an attribute of this element has, or would have if it were added. */
    QName attributeOf(LocatedElement element, String local) {
        return element.element().attributes().keySet().stream()
                .filter(name -> name.getLocalPart().equals(local)
                        && !element.attribute(local).isEmpty())
                .findFirst()
                .orElseGet(() -> attribute(local));
    }

    /** A new section with its Info; version 0.9 names sections another way and is not extended. */
    XmlElement newSection(LocatedElement parent, String local, String info) {
        if (document.descriptor().version() == OvfVersion.V0_9) {
            throw new EditException(
                    "a " + local + " cannot be added to OVF 0.9; bring it up first with ovf convert --to 1.1");
        }
        String namespace = root.element().name().getNamespaceURI();
        return XmlElement.of(new QName(namespace, local))
                .with(XmlElement.of(new QName(namespace, "Info")).withText(info));
    }
}
