package org.openvman.endpoint.cimxml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;

/** DSP0200, CIM error codes, row by row. */
class CimXmlErrorTest {
    @ParameterizedTest
    @CsvSource({
        "FAILED,1",
        "ACCESS_DENIED,2",
        "INVALID_NAMESPACE,3",
        "INVALID_PARAMETER,4",
        "INVALID_CLASS,5",
        "NOT_FOUND,6",
        "NOT_SUPPORTED,7",
        "CLASS_HAS_CHILDREN,8",
        "CLASS_HAS_INSTANCES,9",
        "INVALID_SUPERCLASS,10",
        "ALREADY_EXISTS,11",
        "NO_SUCH_PROPERTY,12",
        "TYPE_MISMATCH,13",
        "QUERY_LANGUAGE_NOT_SUPPORTED,14",
        "INVALID_QUERY,15",
        "METHOD_NOT_AVAILABLE,16",
        "METHOD_NOT_FOUND,17",
        "NAMESPACE_NOT_EMPTY,20",
        "INVALID_ENUMERATION_CONTEXT,21",
        "INVALID_OPERATION_TIMEOUT,22",
        "PULL_HAS_BEEN_ABANDONED,23",
        "PULL_CANNOT_BE_ABANDONED,24",
        "FILTERED_ENUMERATION_NOT_SUPPORTED,25",
        "CONTINUATION_ON_ERROR_NOT_SUPPORTED,26",
        "SERVER_LIMITS_EXCEEDED,27",
        "SERVER_IS_SHUTTING_DOWN,28"
    })
    void statusHasTheCodeOfTheDocument(CimStatus status, int code) {
        CimXmlError error = CimXmlError.of(new CimException(status, "why"));

        assertThat(error).isEqualTo(new CimXmlError(code, "why"));
        assertThat(CimStatus.values()).hasSize(26);
    }

    @Test
    void ourOwnMistakesShowNoDetails() {
        assertThat(CimXmlError.internal("r7")).isEqualTo(new CimXmlError(1, "internal error, request r7"));
    }
}
