package org.openvman.ovf.model;

import java.util.List;
import java.util.stream.Stream;

/** Systems and collections that belong together (DSP0243, VirtualSystemCollection). */
public record VirtualSystemCollection(
        String id, String info, String name, List<Section> sections, List<Content> members, Location at)
        implements Content {
    public VirtualSystemCollection {
        sections = List.copyOf(sections);
        members = List.copyOf(members);
    }

    @Override
    public Stream<Content> contents() {
        return Stream.concat(Stream.of(this), members.stream().flatMap(Content::contents));
    }

    @Override
    public Stream<VirtualSystem> systems() {
        return members.stream().flatMap(Content::systems);
    }
}
