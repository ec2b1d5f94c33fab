package org.openvman.conformance.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openvman.conformance.wire.Names;
import org.openvman.conformance.wire.Reply;
import org.openvman.conformance.wire.SoapFault;
import org.openvman.conformance.wire.XmlElement;

/** The expectations that most checks have. */
public final class Expect {
    private static final List<String> BLAME = List.of("Sender", "MustUnderstand", "VersionMismatch");

    private static final long NOT_SUPPORTED = 1;

    private Expect() {}

    /** Goes on if the condition holds. */
    public static void that(boolean condition, String expected, Object got) {
        if (!condition) {
            throw new CheckFailure(expected, String.valueOf(got));
        }
    }

    /** An envelope without a fault. */
    public static Reply success(Reply reply) {
        that(reply.isSuccess(), "an answer without a fault", reply.summary());
        return reply;
    }

    /** The element in the body, with that name. */
    public static XmlElement body(Reply reply, String namespace, String name) {
        return reply.body()
                .filter(element -> element.is(namespace, name))
                .orElseThrow(() -> new CheckFailure("{" + namespace + "}" + name, reply.summary()));
    }

    /** The local name of a subcode and, after a slash, of its detail: {@code wsman:InvalidSelectors/DuplicateSelectors}. */
    public static SoapFault fault(Reply reply, String... accepted) {
        String expected = "fault " + String.join(" or ", accepted);
        SoapFault fault = reply.fault().orElseThrow(() -> new CheckFailure(expected, reply.summary()));
        that(Arrays.stream(accepted).anyMatch(wanted -> matches(fault, wanted)), expected, fault);
        that(reply.status() >= 400, "HTTP 4xx or 5xx with a fault", "HTTP " + reply.status());
        return fault;
    }

    private static boolean matches(SoapFault fault, String wanted) {
        String subcode = wanted.contains("/") ? wanted.substring(0, wanted.indexOf('/')) : wanted;
        Optional<String> detail = wanted.contains("/")
                ? Optional.of(Names.faultDetail(wanted.substring(wanted.indexOf('/') + 1)))
                : Optional.empty();
        return fault.subcode().equals(Optional.of(clark(subcode)))
                && (detail.isEmpty() || fault.detail().equals(detail));
    }

    private static String clark(String qualified) {
        int colon = qualified.indexOf(':');
        String namespace = switch (qualified.substring(0, colon)) {
            case "wsa" -> Names.ADDRESSING;
            case "wxf" -> Names.TRANSFER;
            case "wsen" -> Names.ENUMERATION;
            case "wsman" -> Names.WSMAN;
            case "wsmb" -> Names.BINDING;
            default -> throw new IllegalArgumentException(qualified);
        };
        return "{" + namespace + "}" + qualified.substring(colon + 1);
    }

    /**
     * What was asked for is supported.
     *
     * @throws NotApplicable if the target says in a documented way that it is not: by the fault of DSP0226 or by the
     *     return value that all methods of the schema have for it
     */
    public static void supported(MethodAnswer answer) {
        boolean refused = answer.returned(NOT_SUPPORTED)
                || answer.fault()
                        .filter(fault -> matches(fault, "wsa:ActionNotSupported"))
                        .isPresent();
        if (refused) {
            throw new NotApplicable("the target does not support it, and says so: " + answer.summary());
        }
    }

    /** Refused on the level of HTTP or of SOAP, as input that cannot be read may be. */
    public static void refused(Reply reply) {
        boolean byHttp = reply.status() >= 400 && reply.status() < 500;
        // s:MustUnderstand and s:VersionMismatch have HTTP status 500 in the SOAP binding, though the sender is to
        // blame.
        boolean byFault = reply.status() >= 400
                && reply.fault().filter(fault -> BLAME.contains(fault.code())).isPresent();
        that(byHttp || byFault, "HTTP 4xx, or a fault that blames the sender", reply.summary());
    }

    /** One of the return values. */
    public static void returned(MethodAnswer answer, long... accepted) {
        that(
                Arrays.stream(accepted).anyMatch(answer::returned),
                answer.method() + " to return "
                        + Arrays.stream(accepted).mapToObj(Long::toString).collect(Collectors.joining(" or ")),
                answer.summary());
    }

    /** Refused by a documented return value or by a fault that blames the sender. */
    public static void refused(MethodAnswer answer, long... accepted) {
        if (answer.fault().filter(fault -> fault.code().equals("Sender")).isEmpty()) {
            returned(answer, accepted);
        }
    }
}
