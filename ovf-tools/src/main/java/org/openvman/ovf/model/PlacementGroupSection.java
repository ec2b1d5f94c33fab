package org.openvman.ovf.model;

/** A group whose members are placed together or apart (DSP0243 2.0, PlacementGroupSection). */
public record PlacementGroupSection(String info, String id, String policy, String description, Location at)
        implements Section {}
