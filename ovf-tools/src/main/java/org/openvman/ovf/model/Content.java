package org.openvman.ovf.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an envelope describes: one system or a collection. */
public sealed interface Content permits VirtualSystem, VirtualSystemCollection {
    String id();

    String info();

    /** A name for people; empty when not given. */
    String name();

    List<Section> sections();

    Location at();

    /** This system, or all systems below this collection, in document order. */
    Stream<VirtualSystem> systems();

    /** This and everything below it, in document order. */
    Stream<Content> contents();

    /** The sections of one kind, in document order. */
    default <T extends Section> Stream<T> sections(Class<T> kind) {
        return sections().stream().filter(kind::isInstance).map(kind::cast);
    }

    default <T extends Section> Optional<T> section(Class<T> kind) {
        return sections(kind).findFirst();
    }
}
