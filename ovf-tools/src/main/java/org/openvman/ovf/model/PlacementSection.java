package org.openvman.ovf.model;

/** Puts a system into a placement group (DSP0243 2.0, PlacementSection). */
public record PlacementSection(String info, String group, Location at) implements Section {}
