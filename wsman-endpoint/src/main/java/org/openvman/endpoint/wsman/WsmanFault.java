package org.openvman.endpoint.wsman;

import static org.openvman.endpoint.wsman.Namespace.ADDRESSING;
import static org.openvman.endpoint.wsman.Namespace.BINDING;
import static org.openvman.endpoint.wsman.Namespace.ENUMERATION;
import static org.openvman.endpoint.wsman.Namespace.SOAP;
import static org.openvman.endpoint.wsman.Namespace.TRANSFER;
import static org.openvman.endpoint.wsman.Namespace.WSMAN;

import java.util.Optional;
import org.openvman.provider.operation.CimException;

/**
 * Every fault that this service sends: subcode, SOAP code, detail URI, HTTP status (DSP0226 clause 14 and its fault
 * tables; DSP0227 clause 9 for the CIM status codes). The only place where a fault is chosen for a {@link CimException}.
 *
 * <p>HTTP statuses follow the SOAP 1.2 HTTP binding (part 2, table 17: Sender is 400, the others 500), except where HTTP
 * has the exact word: 403 for access denied, 413 for a request that is too big, 415 for one in a wrong encoding.
 */
enum WsmanFault {
    MUST_UNDERSTAND(Code.MUST_UNDERSTAND, SOAP, "", "", 500),
    VERSION_MISMATCH(Code.VERSION_MISMATCH, SOAP, "", "", 500),

    ACTION_NOT_SUPPORTED(Code.SENDER, ADDRESSING, "ActionNotSupported", "", 400),
    ACTION_MISMATCH(Code.SENDER, ADDRESSING, "ActionNotSupported", "ActionMismatch", 400),
    DESTINATION_UNREACHABLE(Code.SENDER, ADDRESSING, "DestinationUnreachable", "", 400),
    INVALID_RESOURCE_URI(Code.SENDER, ADDRESSING, "DestinationUnreachable", "InvalidResourceURI", 400),
    ENDPOINT_UNAVAILABLE(Code.RECEIVER, ADDRESSING, "EndpointUnavailable", "", 500),
    INVALID_MESSAGE_INFORMATION_HEADER(Code.SENDER, ADDRESSING, "InvalidMessageInformationHeader", "", 400),
    MESSAGE_INFORMATION_HEADER_REQUIRED(Code.SENDER, ADDRESSING, "MessageInformationHeaderRequired", "", 400),

    ACCESS_DENIED(Code.SENDER, WSMAN, "AccessDenied", "", 403),
    ALREADY_EXISTS(Code.SENDER, WSMAN, "AlreadyExists", "", 400),
    QUOTA_LIMIT(Code.SENDER, WSMAN, "QuotaLimit", "", 400),
    SCHEMA_VALIDATION_ERROR(Code.SENDER, WSMAN, "SchemaValidationError", "", 400),
    INTERNAL_ERROR(Code.RECEIVER, WSMAN, "InternalError", "", 500),
    TIMED_OUT(Code.RECEIVER, WSMAN, "TimedOut", "", 500),

    MAX_ENVELOPE_SIZE(Code.SENDER, WSMAN, "EncodingLimit", "MaxEnvelopeSize", 400),
    MAX_ENVELOPE_SIZE_EXCEEDED(Code.SENDER, WSMAN, "EncodingLimit", "MaxEnvelopeSizeExceeded", 400),
    MINIMUM_ENVELOPE_LIMIT(Code.SENDER, WSMAN, "EncodingLimit", "MinimumEnvelopeLimit", 400),
    SERVICE_ENVELOPE_LIMIT(Code.SENDER, WSMAN, "EncodingLimit", "ServiceEnvelopeLimit", 413),
    URI_LIMIT_EXCEEDED(Code.SENDER, WSMAN, "EncodingLimit", "URILimitExceeded", 400),
    SELECTOR_LIMIT(Code.SENDER, WSMAN, "EncodingLimit", "SelectorLimit", 400),
    OPTION_LIMIT(Code.SENDER, WSMAN, "EncodingLimit", "OptionLimit", 400),
    CHARACTER_SET(Code.SENDER, WSMAN, "EncodingLimit", "CharacterSet", 415),
    UNREPORTABLE_SUCCESS(Code.SENDER, WSMAN, "EncodingLimit", "UnreportableSuccess", 400),

    OPTION_NOT_SUPPORTED(Code.SENDER, WSMAN, "InvalidOptions", "NotSupported", 400),
    OPTION_NAME(Code.SENDER, WSMAN, "InvalidOptions", "InvalidName", 400),

    INVALID_PARAMETER(Code.SENDER, WSMAN, "InvalidParameter", "", 400),
    PARAMETER_TYPE_MISMATCH(Code.SENDER, WSMAN, "InvalidParameter", "TypeMismatch", 400),
    PARAMETER_NAME(Code.SENDER, WSMAN, "InvalidParameter", "InvalidName", 400),

    INVALID_VALUES(Code.SENDER, TRANSFER, "InvalidRepresentation", "InvalidValues", 400),
    MISSING_VALUES(Code.SENDER, TRANSFER, "InvalidRepresentation", "MissingValues", 400),
    INVALID_NAMESPACE(Code.SENDER, TRANSFER, "InvalidRepresentation", "InvalidNamespace", 400),

    INSUFFICIENT_SELECTORS(Code.SENDER, WSMAN, "InvalidSelectors", "InsufficientSelectors", 400),
    UNEXPECTED_SELECTORS(Code.SENDER, WSMAN, "InvalidSelectors", "UnexpectedSelectors", 400),
    SELECTOR_TYPE_MISMATCH(Code.SENDER, WSMAN, "InvalidSelectors", "TypeMismatch", 400),
    SELECTOR_VALUE(Code.SENDER, WSMAN, "InvalidSelectors", "InvalidValue", 400),
    DUPLICATE_SELECTORS(Code.SENDER, WSMAN, "InvalidSelectors", "DuplicateSelectors", 400),

    UNSUPPORTED_ADDRESSING_MODE(Code.SENDER, WSMAN, "UnsupportedFeature", "AddressingMode", 400),
    UNSUPPORTED_OPERATION_TIMEOUT(Code.SENDER, WSMAN, "UnsupportedFeature", "OperationTimeout", 400),
    UNSUPPORTED_LOCALE(Code.SENDER, WSMAN, "UnsupportedFeature", "Locale", 400),
    UNSUPPORTED_FRAGMENT_ACCESS(Code.SENDER, WSMAN, "UnsupportedFeature", "FragmentLevelAccess", 400),
    UNSUPPORTED_ENUMERATION_MODE(Code.SENDER, WSMAN, "UnsupportedFeature", "EnumerationMode", 400),
    UNSUPPORTED_MAX_ENVELOPE_POLICY(Code.SENDER, WSMAN, "UnsupportedFeature", "MaxEnvelopePolicy", 400),

    CANNOT_PROCESS_FILTER(Code.SENDER, ENUMERATION, "CannotProcessFilter", "", 400),
    FILTER_DIALECT_UNAVAILABLE(Code.SENDER, ENUMERATION, "FilterDialectRequestedUnavailable", "", 400),
    FILTERING_NOT_SUPPORTED(Code.SENDER, ENUMERATION, "FilteringNotSupported", "", 400),
    INVALID_EXPIRATION_TIME(Code.SENDER, ENUMERATION, "InvalidExpirationTime", "", 400),
    INVALID_ENUMERATION_CONTEXT(Code.RECEIVER, ENUMERATION, "InvalidEnumerationContext", "", 500),

    POLYMORPHISM_MODE_NOT_SUPPORTED(Code.SENDER, BINDING, "PolymorphismModeNotSupported", "", 400);

    /** The SOAP 1.2 fault codes that we use (part 1, clause 5.4.6). */
    enum Code {
        SENDER("Sender"),
        RECEIVER("Receiver"),
        MUST_UNDERSTAND("MustUnderstand"),
        VERSION_MISMATCH("VersionMismatch");

        private final String localName;

        Code(String localName) {
            this.localName = localName;
        }

        String localName() {
            return localName;
        }
    }

    private static final String DETAIL_BASE = "http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/";

    private final Code code;
    private final Namespace namespace;
    private final String subcode;
    private final String detail;
    private final int httpStatus;

    WsmanFault(Code code, Namespace namespace, String subcode, String detail, int httpStatus) {
        this.code = code;
        this.namespace = namespace;
        this.subcode = subcode;
        this.detail = detail;
        this.httpStatus = httpStatus;
    }

    Code code() {
        return code;
    }

    Namespace namespace() {
        return namespace;
    }

    /** The local name of the subcode; empty for the faults of SOAP itself. */
    Optional<String> subcode() {
        return subcode.isEmpty() ? Optional.empty() : Optional.of(subcode);
    }

    Optional<String> detailUri() {
        return detail.isEmpty() ? Optional.empty() : Optional.of(DETAIL_BASE + detail);
    }

    int httpStatus() {
        return httpStatus;
    }

    /** The wsa:Action of the fault message. */
    String action() {
        return switch (namespace) {
            case TRANSFER -> "http://schemas.xmlsoap.org/ws/2004/09/transfer/fault";
            case ENUMERATION -> "http://schemas.xmlsoap.org/ws/2004/09/enumeration/fault";
            case WSMAN -> "http://schemas.dmtf.org/wbem/wsman/1/wsman/fault";
            case BINDING -> "http://schemas.dmtf.org/wbem/wsman/1/cimbinding/fault";
            default -> "http://schemas.xmlsoap.org/ws/2004/08/addressing/fault";
        };
    }

    /** The name for the access line. */
    String label() {
        String name = subcode.isEmpty() ? code.localName() : subcode;
        return detail.isEmpty() ? name : name + "/" + detail;
    }

    FaultException because(String reason) {
        return new FaultException(new Fault(this, reason));
    }

    /** The fault for what a CIM operation threw (DSP0227 clause 9). */
    static Fault of(CimException e) {
        String message = String.valueOf(e.getMessage());
        return new Fault(e.detail().map(WsmanFault::row).orElseGet(() -> row(e)), message);
    }

    private static WsmanFault row(CimException.Detail detail) {
        return switch (detail) {
            case KEY_MISSING -> INSUFFICIENT_SELECTORS;
            case KEY_UNEXPECTED -> UNEXPECTED_SELECTORS;
            case KEY_TYPE -> SELECTOR_TYPE_MISMATCH;
            case ARGUMENT_NAME -> PARAMETER_NAME;
            case ARGUMENT_TYPE -> PARAMETER_TYPE_MISMATCH;
        };
    }

    private static WsmanFault row(CimException e) {
        return switch (e.status()) {
            case ACCESS_DENIED -> ACCESS_DENIED;
            case INVALID_NAMESPACE, NOT_FOUND -> DESTINATION_UNREACHABLE;
            case INVALID_CLASS -> INVALID_RESOURCE_URI;
            case INVALID_PARAMETER -> INVALID_PARAMETER;
            case NOT_SUPPORTED, METHOD_NOT_FOUND, METHOD_NOT_AVAILABLE -> ACTION_MISMATCH;
            case ALREADY_EXISTS -> ALREADY_EXISTS;
            case NO_SUCH_PROPERTY -> PARAMETER_NAME;
            case TYPE_MISMATCH -> PARAMETER_TYPE_MISMATCH;
            case INVALID_QUERY -> CANNOT_PROCESS_FILTER;
            case QUERY_LANGUAGE_NOT_SUPPORTED, FILTERED_ENUMERATION_NOT_SUPPORTED -> FILTERING_NOT_SUPPORTED;
            case INVALID_ENUMERATION_CONTEXT, PULL_HAS_BEEN_ABANDONED -> INVALID_ENUMERATION_CONTEXT;
            case INVALID_OPERATION_TIMEOUT -> UNSUPPORTED_OPERATION_TIMEOUT;
            case SERVER_LIMITS_EXCEEDED -> QUOTA_LIMIT;
            case SERVER_IS_SHUTTING_DOWN -> ENDPOINT_UNAVAILABLE;
            case FAILED,
                    CLASS_HAS_CHILDREN,
                    CLASS_HAS_INSTANCES,
                    INVALID_SUPERCLASS,
                    NAMESPACE_NOT_EMPTY,
                    PULL_CANNOT_BE_ABANDONED,
                    CONTINUATION_ON_ERROR_NOT_SUPPORTED -> INTERNAL_ERROR;
        };
    }
}
