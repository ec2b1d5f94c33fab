/**
 * Signatures of packages: the certificate file of DSP0243, PKCS#1 v1.5 and CMS, keys to sign with, certificates to trust.
 *
 * <p>Open {@link org.openvman.ovf.sign.SignatureCheck} and {@link org.openvman.ovf.sign.PackageSigner} first.
 */
@NullMarked
package org.openvman.ovf.sign;

import org.jspecify.annotations.NullMarked;
