package org.openvman.endpoint.wsman;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The headers of a request (DSP0226 clauses 5 and 6; WS-Addressing 2004/08), checked.
 *
 * @param selectors the wsman:SelectorSet
 * @param maxEnvelopeSize in bytes
 * @param requestsEpr whether the reply shall carry wsman:RequestedEPR
 * @param requestsTotal whether the reply to Enumerate shall carry an estimate
 */
record RequestHeaders(
        String to,
        String action,
        String messageId,
        Optional<String> resourceUri,
        Optional<XmlElement> selectors,
        Optional<Duration> operationTimeout,
        OptionalInt maxEnvelopeSize,
        boolean requestsEpr,
        boolean requestsTotal) {

    private static final String ANONYMOUS = "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous";
    private static final int MINIMUM_ENVELOPE = 8192;
    private static final int LONGEST_URI = 2048;
    private static final int MOST_OPTIONS = 32;
    private static final Set<String> ADDRESSING =
            Set.of("To", "Action", "MessageID", "ReplyTo", "FaultTo", "From", "RelatesTo");
    private static final Set<String> WSMAN = Set.of(
            "ResourceURI",
            "SelectorSet",
            "OperationTimeout",
            "MaxEnvelopeSize",
            "Locale",
            "OptionSet",
            "FragmentTransfer",
            "RequestEPR",
            "RequestTotalItemsCountEstimate");
    private static final Set<String> ENVELOPE_POLICIES = Set.of("CancelSubscription", "Skip", "Notify");

    static RequestHeaders of(SoapEnvelope envelope) {
        Map<String, XmlElement> addressing = new HashMap<>();
        Map<String, XmlElement> wsman = new HashMap<>();
        for (XmlElement header : envelope.headers()) {
            if (header.namespace().equals(Namespace.ADDRESSING.uri()) && ADDRESSING.contains(header.name())) {
                putOnce(addressing, header);
            } else if (header.namespace().equals(Namespace.WSMAN.uri()) && WSMAN.contains(header.name())) {
                putOnce(wsman, header);
            } else if (mustBeUnderstood(header)) {
                throw new FaultException(new Fault(
                        WsmanFault.MUST_UNDERSTAND,
                        "header not understood: {" + header.namespace() + "}" + header.name(),
                        List.of(header),
                        List.of()));
            }
        }
        String action = required(addressing, "Action");
        String to = required(addressing, "To");
        String messageId = required(addressing, "MessageID");
        checkReplyTo(addressing);
        if (wsman.containsKey("FragmentTransfer")) {
            throw WsmanFault.UNSUPPORTED_FRAGMENT_ACCESS.because("wsman:FragmentTransfer is not supported");
        }
        checkLocale(wsman);
        checkOptions(wsman);
        return new RequestHeaders(
                to,
                action,
                messageId,
                Optional.ofNullable(wsman.get("ResourceURI")).map(XmlElement::token),
                Optional.ofNullable(wsman.get("SelectorSet")),
                operationTimeout(wsman),
                maxEnvelopeSize(wsman),
                wsman.containsKey("RequestEPR"),
                wsman.containsKey("RequestTotalItemsCountEstimate"));
    }

    // SOAP 1.2 part 1, clause 2.4: only headers for the next or the ultimate receiver concern us.
    private static boolean mustBeUnderstood(XmlElement header) {
        String role = header.attribute(Namespace.SOAP, "role").orElse("");
        return !role.endsWith("/role/none")
                && header.attribute(Namespace.SOAP, "mustUnderstand")
                        .filter(XmlElement::isTrue)
                        .isPresent();
    }

    private static void putOnce(Map<String, XmlElement> headers, XmlElement header) {
        if (headers.put(header.name(), header) != null && !header.name().equals("RelatesTo")) {
            throw WsmanFault.INVALID_MESSAGE_INFORMATION_HEADER.because("header " + header.name() + " is there twice");
        }
    }

    private static String required(Map<String, XmlElement> addressing, String name) {
        XmlElement header = addressing.get(name);
        if (header == null) {
            throw WsmanFault.MESSAGE_INFORMATION_HEADER_REQUIRED.because("header wsa:" + name + " is missing");
        }
        String value = header.token();
        if (value.isEmpty()) {
            throw WsmanFault.INVALID_MESSAGE_INFORMATION_HEADER.because("header wsa:" + name + " is empty");
        }
        if (value.length() > LONGEST_URI) {
            throw WsmanFault.URI_LIMIT_EXCEEDED.because(
                    "header wsa:" + name + " is longer than " + LONGEST_URI + " characters");
        }
        return value;
    }

    // DSP0226 clause 5.4.2: a service may insist on answering over the connection that the request came in.
    private static void checkReplyTo(Map<String, XmlElement> addressing) {
        if (!addressing.containsKey("ReplyTo")) {
            throw WsmanFault.MESSAGE_INFORMATION_HEADER_REQUIRED.because("header wsa:ReplyTo is missing");
        }
        for (String name : List.of("ReplyTo", "FaultTo")) {
            XmlElement header = addressing.get(name);
            if (header != null) {
                String address = header.childText(Namespace.ADDRESSING, "Address")
                        .orElseThrow(() -> WsmanFault.INVALID_MESSAGE_INFORMATION_HEADER.because(
                                "header wsa:" + name + " has no wsa:Address"));
                if (!address.equals(ANONYMOUS)) {
                    throw WsmanFault.UNSUPPORTED_ADDRESSING_MODE.because(
                            "wsa:" + name + " must be anonymous, not " + address);
                }
            }
        }
    }

    private static void checkLocale(Map<String, XmlElement> wsman) {
        XmlElement locale = wsman.get("Locale");
        if (locale != null && mustBeUnderstood(locale)) {
            String language = locale.attribute(Namespace.XML, "lang").orElse("");
            if (!Locale.forLanguageTag(language).getLanguage().equals("en")) {
                throw WsmanFault.UNSUPPORTED_LOCALE.because("texts are in English, not in \"" + language + "\"");
            }
        }
    }

    // DSP0226 clause 6.4: an option that is not known may be ignored unless the client insists.
    private static void checkOptions(Map<String, XmlElement> wsman) {
        XmlElement set = wsman.get("OptionSet");
        if (set == null) {
            return;
        }
        if (set.children().size() > MOST_OPTIONS) {
            throw WsmanFault.OPTION_LIMIT.because("more than " + MOST_OPTIONS + " options");
        }
        for (XmlElement option : set.children()) {
            String name = option.attribute("Name")
                    .orElseThrow(() -> WsmanFault.OPTION_NAME.because("a wsman:Option has no Name"));
            if (option.attribute("MustComply").filter(XmlElement::isTrue).isPresent()) {
                throw WsmanFault.OPTION_NOT_SUPPORTED.because("option " + name + " is not supported");
            }
        }
    }

    private static Optional<Duration> operationTimeout(Map<String, XmlElement> wsman) {
        XmlElement header = wsman.get("OperationTimeout");
        if (header == null) {
            return Optional.empty();
        }
        try {
            Duration timeout = XmlTime.duration(header.token());
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("\"" + header.token() + "\" is not in the future");
            }
            return Optional.of(timeout);
        } catch (IllegalArgumentException e) {
            throw WsmanFault.UNSUPPORTED_OPERATION_TIMEOUT.because("wsman:OperationTimeout: " + e.getMessage());
        }
    }

    private static OptionalInt maxEnvelopeSize(Map<String, XmlElement> wsman) {
        XmlElement header = wsman.get("MaxEnvelopeSize");
        if (header == null) {
            return OptionalInt.empty();
        }
        header.attribute("Policy")
                .filter(policy -> !ENVELOPE_POLICIES.contains(policy))
                .ifPresent(policy -> {
                    throw WsmanFault.UNSUPPORTED_MAX_ENVELOPE_POLICY.because(
                            "wsman:MaxEnvelopeSize: no policy \"" + policy + "\"");
                });
        long size;
        try {
            size = Long.parseLong(header.token());
        } catch (NumberFormatException e) {
            throw WsmanFault.MAX_ENVELOPE_SIZE.because(
                    "wsman:MaxEnvelopeSize is not a number: \"" + header.token() + "\"");
        }
        if (size < MINIMUM_ENVELOPE) {
            throw WsmanFault.MINIMUM_ENVELOPE_LIMIT.because(
                    "wsman:MaxEnvelopeSize is " + size + ", the least is " + MINIMUM_ENVELOPE);
        }
        return OptionalInt.of((int) Math.min(size, Integer.MAX_VALUE));
    }
}
