package org.openvman.ovf.sign;

/** What a signature is worth, from best to worst. */
public enum SignatureVerdict {
    /** Made with the key of a certificate that is trusted and valid now. */
    TRUSTED,
    /** True, but nobody trusted vouches for the signer. */
    UNTRUSTED,
    /** True, but a certificate is not valid any more, or not yet. */
    EXPIRED,
    /** There is none. */
    UNSIGNED,
    /** Not a signature of this manifest. */
    CORRUPTED
}
