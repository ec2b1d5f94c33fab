package org.openvman.ovf.model;

import java.util.List;
import java.util.stream.Stream;

/** One virtual system (DSP0243, VirtualSystem). */
public record VirtualSystem(String id, String info, String name, List<Section> sections, Location at)
        implements Content {
    public VirtualSystem {
        sections = List.copyOf(sections);
    }

    @Override
    public Stream<Content> contents() {
        return Stream.of(this);
    }

    @Override
    public Stream<VirtualSystem> systems() {
        return Stream.of(this);
    }
}
