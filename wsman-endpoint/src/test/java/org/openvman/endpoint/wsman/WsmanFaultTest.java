package org.openvman.endpoint.wsman;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;

/** The fault table, row by row. */
class WsmanFaultTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "MUST_UNDERSTAND, MUST_UNDERSTAND, SOAP, -, -, 500",
                "VERSION_MISMATCH, VERSION_MISMATCH, SOAP, -, -, 500",
                "ACTION_NOT_SUPPORTED, SENDER, ADDRESSING, ActionNotSupported, -, 400",
                "ACTION_MISMATCH, SENDER, ADDRESSING, ActionNotSupported, ActionMismatch, 400",
                "DESTINATION_UNREACHABLE, SENDER, ADDRESSING, DestinationUnreachable, -, 400",
                "INVALID_RESOURCE_URI, SENDER, ADDRESSING, DestinationUnreachable, InvalidResourceURI, 400",
                "ENDPOINT_UNAVAILABLE, RECEIVER, ADDRESSING, EndpointUnavailable, -, 500",
                "INVALID_MESSAGE_INFORMATION_HEADER, SENDER, ADDRESSING, InvalidMessageInformationHeader, -, 400",
                "MESSAGE_INFORMATION_HEADER_REQUIRED, SENDER, ADDRESSING, MessageInformationHeaderRequired, -, 400",
                "ACCESS_DENIED, SENDER, WSMAN, AccessDenied, -, 403",
                "ALREADY_EXISTS, SENDER, WSMAN, AlreadyExists, -, 400",
                "QUOTA_LIMIT, SENDER, WSMAN, QuotaLimit, -, 400",
                "SCHEMA_VALIDATION_ERROR, SENDER, WSMAN, SchemaValidationError, -, 400",
                "INTERNAL_ERROR, RECEIVER, WSMAN, InternalError, -, 500",
                "TIMED_OUT, RECEIVER, WSMAN, TimedOut, -, 500",
                "MAX_ENVELOPE_SIZE, SENDER, WSMAN, EncodingLimit, MaxEnvelopeSize, 400",
                "MAX_ENVELOPE_SIZE_EXCEEDED, SENDER, WSMAN, EncodingLimit, MaxEnvelopeSizeExceeded, 400",
                "MINIMUM_ENVELOPE_LIMIT, SENDER, WSMAN, EncodingLimit, MinimumEnvelopeLimit, 400",
                "SERVICE_ENVELOPE_LIMIT, SENDER, WSMAN, EncodingLimit, ServiceEnvelopeLimit, 413",
                "URI_LIMIT_EXCEEDED, SENDER, WSMAN, EncodingLimit, URILimitExceeded, 400",
                "SELECTOR_LIMIT, SENDER, WSMAN, EncodingLimit, SelectorLimit, 400",
                "OPTION_LIMIT, SENDER, WSMAN, EncodingLimit, OptionLimit, 400",
                "CHARACTER_SET, SENDER, WSMAN, EncodingLimit, CharacterSet, 415",
                "UNREPORTABLE_SUCCESS, SENDER, WSMAN, EncodingLimit, UnreportableSuccess, 400",
                "OPTION_NOT_SUPPORTED, SENDER, WSMAN, InvalidOptions, NotSupported, 400",
                "OPTION_NAME, SENDER, WSMAN, InvalidOptions, InvalidName, 400",
                "INVALID_PARAMETER, SENDER, WSMAN, InvalidParameter, -, 400",
                "PARAMETER_TYPE_MISMATCH, SENDER, WSMAN, InvalidParameter, TypeMismatch, 400",
                "PARAMETER_NAME, SENDER, WSMAN, InvalidParameter, InvalidName, 400",
                "INVALID_VALUES, SENDER, TRANSFER, InvalidRepresentation, InvalidValues, 400",
                "MISSING_VALUES, SENDER, TRANSFER, InvalidRepresentation, MissingValues, 400",
                "INVALID_NAMESPACE, SENDER, TRANSFER, InvalidRepresentation, InvalidNamespace, 400",
                "INSUFFICIENT_SELECTORS, SENDER, WSMAN, InvalidSelectors, InsufficientSelectors, 400",
                "UNEXPECTED_SELECTORS, SENDER, WSMAN, InvalidSelectors, UnexpectedSelectors, 400",
                "SELECTOR_TYPE_MISMATCH, SENDER, WSMAN, InvalidSelectors, TypeMismatch, 400",
                "SELECTOR_VALUE, SENDER, WSMAN, InvalidSelectors, InvalidValue, 400",
                "DUPLICATE_SELECTORS, SENDER, WSMAN, InvalidSelectors, DuplicateSelectors, 400",
                "UNSUPPORTED_ADDRESSING_MODE, SENDER, WSMAN, UnsupportedFeature, AddressingMode, 400",
                "UNSUPPORTED_OPERATION_TIMEOUT, SENDER, WSMAN, UnsupportedFeature, OperationTimeout, 400",
                "UNSUPPORTED_LOCALE, SENDER, WSMAN, UnsupportedFeature, Locale, 400",
                "UNSUPPORTED_FRAGMENT_ACCESS, SENDER, WSMAN, UnsupportedFeature, FragmentLevelAccess, 400",
                "UNSUPPORTED_ENUMERATION_MODE, SENDER, WSMAN, UnsupportedFeature, EnumerationMode, 400",
                "UNSUPPORTED_MAX_ENVELOPE_POLICY, SENDER, WSMAN, UnsupportedFeature, MaxEnvelopePolicy, 400",
                "CANNOT_PROCESS_FILTER, SENDER, ENUMERATION, CannotProcessFilter, -, 400",
                "FILTER_DIALECT_UNAVAILABLE, SENDER, ENUMERATION, FilterDialectRequestedUnavailable, -, 400",
                "FILTERING_NOT_SUPPORTED, SENDER, ENUMERATION, FilteringNotSupported, -, 400",
                "INVALID_EXPIRATION_TIME, SENDER, ENUMERATION, InvalidExpirationTime, -, 400",
                "INVALID_ENUMERATION_CONTEXT, RECEIVER, ENUMERATION, InvalidEnumerationContext, -, 500",
                "POLYMORPHISM_MODE_NOT_SUPPORTED, SENDER, BINDING, PolymorphismModeNotSupported, -, 400"
            })
    void row(
            WsmanFault fault,
            WsmanFault.Code code,
            Namespace namespace,
            String subcode,
            String detail,
            int httpStatus) {
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.namespace()).isEqualTo(namespace);
        assertThat(fault.subcode().orElse(null)).isEqualTo(subcode);
        assertThat(fault.detailUri().orElse(null))
                .isEqualTo(detail == null ? null : "http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/" + detail);
        assertThat(fault.httpStatus()).isEqualTo(httpStatus);
    }

    @Test
    void noRowIsUntested() throws NoSuchMethodException {
        CsvSource rows = WsmanFaultTest.class
                .getDeclaredMethod(
                        "row",
                        WsmanFault.class,
                        WsmanFault.Code.class,
                        Namespace.class,
                        String.class,
                        String.class,
                        int.class)
                .getAnnotation(CsvSource.class);
        Set<String> tested =
                Arrays.stream(rows.value()).map(row -> row.split(",")[0]).collect(Collectors.toSet());

        assertThat(Arrays.stream(WsmanFault.values()).map(Enum::name)).allMatch(tested::contains);
    }

    // DSP0227 clause 9: which fault stands for which CIM status.
    @ParameterizedTest
    @CsvSource({
        "FAILED, INTERNAL_ERROR",
        "ACCESS_DENIED, ACCESS_DENIED",
        "INVALID_NAMESPACE, DESTINATION_UNREACHABLE",
        "INVALID_PARAMETER, INVALID_PARAMETER",
        "INVALID_CLASS, INVALID_RESOURCE_URI",
        "NOT_FOUND, DESTINATION_UNREACHABLE",
        "NOT_SUPPORTED, ACTION_MISMATCH",
        "CLASS_HAS_CHILDREN, INTERNAL_ERROR",
        "CLASS_HAS_INSTANCES, INTERNAL_ERROR",
        "INVALID_SUPERCLASS, INTERNAL_ERROR",
        "ALREADY_EXISTS, ALREADY_EXISTS",
        "NO_SUCH_PROPERTY, PARAMETER_NAME",
        "TYPE_MISMATCH, PARAMETER_TYPE_MISMATCH",
        "QUERY_LANGUAGE_NOT_SUPPORTED, FILTERING_NOT_SUPPORTED",
        "INVALID_QUERY, CANNOT_PROCESS_FILTER",
        "METHOD_NOT_AVAILABLE, ACTION_MISMATCH",
        "METHOD_NOT_FOUND, ACTION_MISMATCH",
        "NAMESPACE_NOT_EMPTY, INTERNAL_ERROR",
        "INVALID_ENUMERATION_CONTEXT, INVALID_ENUMERATION_CONTEXT",
        "INVALID_OPERATION_TIMEOUT, UNSUPPORTED_OPERATION_TIMEOUT",
        "PULL_HAS_BEEN_ABANDONED, INVALID_ENUMERATION_CONTEXT",
        "PULL_CANNOT_BE_ABANDONED, INTERNAL_ERROR",
        "FILTERED_ENUMERATION_NOT_SUPPORTED, FILTERING_NOT_SUPPORTED",
        "CONTINUATION_ON_ERROR_NOT_SUPPORTED, INTERNAL_ERROR",
        "SERVER_LIMITS_EXCEEDED, QUOTA_LIMIT",
        "SERVER_IS_SHUTTING_DOWN, ENDPOINT_UNAVAILABLE"
    })
    void statusOfAnOperation(CimStatus status, WsmanFault expected) {
        Fault fault = WsmanFault.of(new CimException(status, "no disk vda"));

        assertThat(fault.kind()).isEqualTo(expected);
        assertThat(fault.reason()).isEqualTo("no disk vda");
    }

    @ParameterizedTest
    @CsvSource({
        "KEY_MISSING, INSUFFICIENT_SELECTORS",
        "KEY_UNEXPECTED, UNEXPECTED_SELECTORS",
        "KEY_TYPE, SELECTOR_TYPE_MISMATCH",
        "ARGUMENT_NAME, PARAMETER_NAME",
        "ARGUMENT_TYPE, PARAMETER_TYPE_MISMATCH"
    })
    void detailOfAnOperation(CimException.Detail detail, WsmanFault expected) {
        assertThat(WsmanFault.of(new CimException(CimStatus.INVALID_PARAMETER, detail, "x"))
                        .kind())
                .isEqualTo(expected);
    }
}
