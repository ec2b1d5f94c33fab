package org.openvman.ovf.io;

import java.util.Optional;

/**
 * What vouches for a package (DSP0243, OVF package): its manifest of digests and, when it is signed, the certificate
 * file. Both are bytes, since a signature is over bytes.
 */
public record Seal(byte[] manifest, Optional<byte[]> certificate) {

    public Seal {
        manifest = manifest.clone();
        certificate = certificate.map(byte[]::clone);
    }

    @Override
    public byte[] manifest() {
        return manifest.clone();
    }

    @Override
    public Optional<byte[]> certificate() {
        return certificate.map(byte[]::clone);
    }

    public DigestManifest digests() {
        return DigestManifest.read(manifest);
    }
}
