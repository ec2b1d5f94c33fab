package org.openvman.conformance.suite.wsman;

import java.util.List;
import java.util.stream.Stream;
import org.openvman.conformance.check.Check;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Suite;

/** DSP0226, DSP0227 and DSP0230 on instances of one class. Changes nothing on the target. */
public final class WsmanSuite implements Suite {
    private final Sample sample;

    /**
     * @param className a class that has instances on the target
     */
    public WsmanSuite(String className) {
        this.sample = new Sample(className);
    }

    @Override
    public String name() {
        return "wsman";
    }

    @Override
    public List<Check> checks() {
        return Stream.of(
                        IdentifyChecks.group(),
                        SecurityChecks.group(sample),
                        AddressingChecks.group(sample),
                        EnvelopeChecks.group(sample),
                        ControlHeaderChecks.group(sample),
                        ResourceChecks.group(sample),
                        TransferChecks.group(sample),
                        EnumerationChecks.group(sample),
                        EnumerationModeChecks.group(sample),
                        PolymorphismChecks.group(sample),
                        AssociationFilterChecks.group(sample),
                        InvokeChecks.group(sample))
                .map(CheckGroup::checks)
                .flatMap(List::stream)
                .toList();
    }
}
