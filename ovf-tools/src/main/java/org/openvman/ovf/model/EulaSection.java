package org.openvman.ovf.model;

/** A licence to accept (DSP0243, EulaSection). */
public record EulaSection(String info, String license, Location at) implements Section {}
