package org.openvman.ovf.model;

/** Free text about a system or collection (DSP0243, AnnotationSection). */
public record AnnotationSection(String info, String annotation, Location at) implements Section {}
