package org.openvman.provider.hypervisor.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The few steps in a DOM tree that changes of domain XML are made of. Names are without namespace, as libvirt's are. */
final class Dom {
    private Dom() {}

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static Optional<Element> child(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getTagName().equals(name))
                .findFirst();
    }

    static Element childOrNew(Element parent, String name) {
        return child(parent, name).orElseGet(() -> append(parent, name));
    }

    static Element append(Element parent, String name) {
        Element child = parent.getOwnerDocument().createElement(name);
        parent.appendChild(child);
        return child;
    }

    static void removeChildren(Element parent, String name) {
        for (Element child : children(parent)) {
            if (child.getTagName().equals(name)) {
                parent.removeChild(child);
            }
        }
    }

    static void setOrRemoveChild(Element parent, String name, Optional<?> value) {
        if (value.isPresent()) {
            childOrNew(parent, name).setTextContent(value.orElseThrow().toString());
        } else {
            removeChildren(parent, name);
        }
    }

    static void setOrRemoveAttribute(Element element, String name, Optional<?> value) {
        if (value.isPresent()) {
            element.setAttribute(name, value.orElseThrow().toString());
        } else {
            element.removeAttribute(name);
        }
    }

    /** Puts a child behind the last one of that name, or at the end. */
    static void insertAfterLast(Element parent, Element child, String name) {
        List<Element> alike = children(parent).stream()
                .filter(element -> element.getTagName().equals(name))
                .toList();
        if (alike.isEmpty()) {
            parent.appendChild(child);
        } else {
            parent.insertBefore(child, alike.get(alike.size() - 1).getNextSibling());
        }
    }
}
