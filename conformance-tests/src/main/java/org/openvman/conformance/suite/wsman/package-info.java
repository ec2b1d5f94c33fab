/**
 * The suite of the protocol: DSP0226 (WS-Management), DSP0227 (its binding to CIM), DSP0230 (CIM in XML). Open {@link
 * org.openvman.conformance.suite.wsman.WsmanSuite}; each other class holds the checks of one part of the documents.
 */
@NullMarked
package org.openvman.conformance.suite.wsman;

import org.jspecify.annotations.NullMarked;
