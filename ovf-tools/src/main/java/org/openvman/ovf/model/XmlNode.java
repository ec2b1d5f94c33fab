package org.openvman.ovf.model;

/** What an XML element holds: elements and text. */
public sealed interface XmlNode permits XmlElement, XmlText {}
