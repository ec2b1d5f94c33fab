package org.openvman.endpoint.cimxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DSP0200, HTTP usage: what is refused before an operation is tried, row by row. */
class HttpRefusalTest {
    private static final String NAMES = """
            <CIM CIMVERSION="2.0" DTDVERSION="2.0"><MESSAGE ID="1" PROTOCOLVERSION="1.0"><SIMPLEREQ>\
            <IMETHODCALL NAME="EnumerateInstanceNames">\
            <LOCALNAMESPACEPATH><NAMESPACE NAME="root"/><NAMESPACE NAME="virt"/></LOCALNAMESPACEPATH>\
            <IPARAMVALUE NAME="ClassName"><CLASSNAME NAME="OVM_Thing"/></IPARAMVALUE>\
            </IMETHODCALL></SIMPLEREQ></MESSAGE></CIM>""";

    private static CimXmlServer server;

    @BeforeAll
    static void start() {
        server = new CimXmlServer(new RecordingOperations(), new CimXmlLimits(4096, 16));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> post(String body, String... headers) {
        Map<String, String> all = new HashMap<>(Map.of(
                "Content-Type", "application/xml; charset=\"utf-8\"",
                "CIMOperation", "MethodCall",
                "CIMMethod", "EnumerateInstanceNames",
                "CIMObject", "root%2Fvirt"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return server.send("POST", body, all);
    }

    private static void refused(HttpResponse<String> answer, HttpRefusal refusal) {
        assertThat(answer.statusCode()).isEqualTo(refusal.status());
        assertThat(answer.headers().firstValue("CIMError")).isEqualTo(refusal.cimError());
        assertThat(answer.body()).isNotBlank();
    }

    @Test
    void theRequestAllRowsStartFromIsAnswered() {
        assertThat(post(NAMES).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "UNSUPPORTED_OPERATION,400,unsupported-operation",
        "HEADER_MISMATCH,400,header-mismatch",
        "REQUEST_NOT_WELL_FORMED,400,request-not-well-formed",
        "REQUEST_NOT_VALID,400,request-not-valid",
        "MULTIPLE_REQUESTS,501,multiple-requests-unsupported",
        "UNSUPPORTED_PROTOCOL_VERSION,501,unsupported-protocol-version",
        "UNSUPPORTED_CIM_VERSION,501,unsupported-cim-version",
        "UNSUPPORTED_DTD_VERSION,501,unsupported-dtd-version",
        "REQUEST_TOO_LARGE,413,request-rejected",
        "UNSUPPORTED_MEDIA_TYPE,415,request-not-valid",
        "METHOD_NOT_ALLOWED,405,",
        "NOT_EXTENDED,510,"
    })
    void tableOfRefusals(HttpRefusal refusal, int status, String cimError) {
        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.cimError().orElse(null)).isEqualTo(cimError);
        assertThat(HttpRefusal.values()).hasSize(12);
    }

    @ParameterizedTest
    @CsvSource({
        "CIMOperation,'',UNSUPPORTED_OPERATION",
        "CIMOperation,MethodRequest,UNSUPPORTED_OPERATION",
        "CIMBatch,1,MULTIPLE_REQUESTS",
        "CIMProtocolVersion,2.0,UNSUPPORTED_PROTOCOL_VERSION",
        "CIMMethod,GetInstance,HEADER_MISMATCH",
        "CIMObject,root%2Finterop,HEADER_MISMATCH",
        "CIMObject,root%2Gvirt,HEADER_MISMATCH",
        "Content-Type,application/json,UNSUPPORTED_MEDIA_TYPE",
        "Content-Type,'',UNSUPPORTED_MEDIA_TYPE"
    })
    void headersThatAreRefused(String header, String value, HttpRefusal refusal) {
        refused(post(NAMES, header, value), refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "CIMObject,/root/virt/",
        "CIMObject,ROOT%2fvirt",
        "CIMObject,''",
        "CIMMethod,''",
        "CIMMethod,enumerateinstancenames",
        "CIMProtocolVersion,1.4",
        "Content-Type,text/xml"
    })
    void headersThatAreLetPass(String header, String value) {
        assertThat(post(NAMES, header, value).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "CIMVERSION=\"2.0\",CIMVERSION=\"3.0\",UNSUPPORTED_CIM_VERSION",
        "DTDVERSION=\"2.0\",DTDVERSION=\"1.0\",UNSUPPORTED_DTD_VERSION",
        "PROTOCOLVERSION=\"1.0\",PROTOCOLVERSION=\"2.0\",UNSUPPORTED_PROTOCOL_VERSION",
        "SIMPLEREQ,MULTIREQ,MULTIPLE_REQUESTS",
        "SIMPLEREQ,SIMPLERSP,REQUEST_NOT_VALID",
        "IMETHODCALL,NOCALL,REQUEST_NOT_VALID",
        "MESSAGE ID=\"1\",MESSAGE,REQUEST_NOT_VALID",
        "</IMETHODCALL>,</METHODCALL>,REQUEST_NOT_WELL_FORMED",
        "</CIM>,'',REQUEST_NOT_WELL_FORMED",
        "<CIM ,'<!DOCTYPE CIM SYSTEM \"file:///etc/passwd\"><CIM ',REQUEST_NOT_VALID",
        "<CIM ,<!DOCTYPE CIM><CIM ,REQUEST_NOT_VALID",
        "root,&unknown;,REQUEST_NOT_WELL_FORMED"
    })
    void bodiesThatAreRefused(String part, String instead, HttpRefusal refusal) {
        refused(post(NAMES.replace(part, instead)), refusal);
    }

    @Test
    void emptyBodyIsNotWellFormed() {
        refused(post(""), HttpRefusal.REQUEST_NOT_WELL_FORMED);
    }

    @Test
    void bodyOverTheLimitIsRefusedBeforeItIsRead() {
        refused(post(NAMES.replace("<SIMPLEREQ>", " ".repeat(5000) + "<SIMPLEREQ>")), HttpRefusal.REQUEST_TOO_LARGE);
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "<X>".repeat(20) + "</X>".repeat(20);
        refused(post(NAMES.replace("<SIMPLEREQ>", "<SIMPLEREQ>" + deep)), HttpRefusal.REQUEST_NOT_VALID);
    }

    @Test
    void getIsNotAllowed() {
        HttpResponse<String> answer = server.send("GET", "", Map.of());

        refused(answer, HttpRefusal.METHOD_NOT_ALLOWED);
        assertThat(answer.headers().firstValue("Allow")).contains("POST, M-POST");
    }

    // DSP0200, M-POST: the prefix that Man declares stands before every CIM header, in the answer too.
    @Test
    void extendedPostIsAnsweredUnderItsPrefix() {
        HttpResponse<String> answer = server.send(
                "M-POST",
                NAMES,
                Map.of(
                        "Content-Type", "application/xml",
                        "Man", "http://www.dmtf.org/cim/mapping/http/v1.0 ; ns=73",
                        "73-CIMOperation", "MethodCall",
                        "73-CIMMethod", "EnumerateInstanceNames",
                        "73-CIMObject", "root%2Fvirt"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Ext")).isPresent();
        assertThat(answer.headers().firstValue("73-CIMOperation")).contains("MethodResponse");
        assertThat(answer.headers().firstValue("Man"))
                .hasValueSatisfying(man -> assertThat(man).endsWith("ns=73"));
    }

    @Test
    void extendedPostWithoutDeclarationIsNotExtended() {
        refused(
                server.send("M-POST", NAMES, Map.of("Content-Type", "application/xml", "CIMOperation", "MethodCall")),
                HttpRefusal.NOT_EXTENDED);
    }
}
