package org.openvman.provider;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.openvman.provider.operation.CimOperations;
import org.openvman.provider.operation.CimOperationsContract;
import org.openvman.provider.profile.SimulatedProvider;

/** The contract in process, without any protocol. */
class ProviderOperationsTest extends CimOperationsContract {
    private static SimulatedProvider provider;

    @BeforeAll
    static void open() {
        provider = new SimulatedProvider("simulator:?systems=20&boot=0s");
    }

    @AfterAll
    static void close() {
        provider.close();
    }

    @Override
    protected CimOperations operations() {
        return provider.operations();
    }
}
