package org.openvman.conformance;

import java.net.URI;
import java.util.Optional;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.suite.vman.TestBoot;
import org.openvman.conformance.wire.Connection;
import org.openvman.conformance.wire.Credentials;

/**
 * What is judged, and how to reach it.
 *
 * @param namespace the CIM namespace to name in requests; empty to leave it to the target
 * @param interop the namespace where the target registers its profiles
 * @param sampleClass a class with instances, on which the protocol is tried
 * @param boot what test systems begin with
 */
public record Target(
        URI url,
        Optional<Credentials> credentials,
        Optional<String> namespace,
        String interop,
        String sampleClass,
        TestBoot boot) {

    /** An endpoint with the usual namespaces. */
    public static Target at(URI url, Credentials credentials) {
        return new Target(
                url,
                Optional.of(credentials),
                Optional.empty(),
                "root/interop",
                "CIM_ComputerSystem",
                TestBoot.NOTHING);
    }

    /** The same, with test systems that begin with something else. */
    public Target with(TestBoot other) {
        return new Target(url, credentials, namespace, interop, sampleClass, other);
    }

    Client client() {
        return new Client(new Connection(url, credentials), namespace);
    }

    @Override
    public String toString() {
        return url + credentials.map(login -> " as " + login.user()).orElse(" without credentials");
    }
}
