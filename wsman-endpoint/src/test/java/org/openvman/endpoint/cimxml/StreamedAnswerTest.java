package org.openvman.endpoint.cimxml;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client sees when a result fails long after the answer began. */
class StreamedAnswerTest {
    private static final String ENDLESS = """
            <CIM CIMVERSION="2.0" DTDVERSION="2.0"><MESSAGE ID="1" PROTOCOLVERSION="1.0"><SIMPLEREQ>\
            <IMETHODCALL NAME="EnumerateInstanceNames">\
            <LOCALNAMESPACEPATH><NAMESPACE NAME="root"/><NAMESPACE NAME="virt"/></LOCALNAMESPACEPATH>\
            <IPARAMVALUE NAME="ClassName"><CLASSNAME NAME="OVM_Endless"/></IPARAMVALUE>\
            </IMETHODCALL></SIMPLEREQ></MESSAGE></CIM>""";

    // Half an answer that looks whole would be taken for the truth.
    @Test
    void failureInTheMiddleEndsTheConnection() {
        try (CimXmlServer server = new CimXmlServer(new RecordingOperations(), CimXmlLimits.DEFAULT)) {
            assertThatThrownBy(() -> server.send(
                            "POST", ENDLESS, Map.of("Content-Type", "application/xml", "CIMOperation", "MethodCall")))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }
}
