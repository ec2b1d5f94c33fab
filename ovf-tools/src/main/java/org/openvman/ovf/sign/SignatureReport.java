package org.openvman.ovf.sign;

import java.util.Optional;

/**
 * The answer of a check.
 *
 * @param reason in words
 * @param signer the subject of the signer's certificate, when there is one
 */
public record SignatureReport(SignatureVerdict verdict, String reason, Optional<String> signer) {}
