package org.openvman.ovf.model;

/** Character data, unescaped. */
public record XmlText(String text) implements XmlNode {}
