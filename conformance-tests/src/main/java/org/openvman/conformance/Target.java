package org.openvman.conformance;

import java.net.URI;
import java.util.Optional;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.wire.Connection;
import org.openvman.conformance.wire.Credentials;

/**
 * What is judged, and how to reach it.
 *
 * @param namespace the CIM namespace to name in requests; empty to leave it to the target
 * @param interop the namespace where the target registers its profiles
 * @param sampleClass a class with instances, on which the protocol is tried
 * @param root a folder of the target's host that test systems take as their root, if it has containers; else they have a
 *     disk from a storage pool
 */
public record Target(
        URI url,
        Optional<Credentials> credentials,
        Optional<String> namespace,
        String interop,
        String sampleClass,
        Optional<String> root) {

    /** An endpoint with the usual namespaces. */
    public static Target at(URI url, Credentials credentials) {
        return new Target(
                url,
                Optional.of(credentials),
                Optional.empty(),
                "root/interop",
                "CIM_ComputerSystem",
                Optional.empty());
    }

    /** The same, with containers. */
    public Target withRoot(String folder) {
        return new Target(url, credentials, namespace, interop, sampleClass, Optional.of(folder));
    }

    Client client() {
        return new Client(new Connection(url, credentials), namespace);
    }

    @Override
    public String toString() {
        return url + credentials.map(login -> " as " + login.user()).orElse(" without credentials");
    }
}
