package org.openvman.conformance.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A request, header by header, so that a check can leave out, double or spoil any of them. Immutable.
 *
 * <p>Raw XML may use the prefixes s, wsa, wxf, wsen, wsman, wsmb, wsmid, cim, xsi.
 *
 * @param headers raw XML by name; those of the addressing that every request needs come first
 * @param body raw XML inside the body
 */
public record Envelope(String messageId, Map<String, String> headers, List<String> moreHeaders, String body) {
    private static final String PREFIXES = " xmlns:s=\"" + Names.SOAP + "\" xmlns:wsa=\"" + Names.ADDRESSING
            + "\" xmlns:wxf=\"" + Names.TRANSFER + "\" xmlns:wsen=\"" + Names.ENUMERATION + "\" xmlns:wsman=\""
            + Names.WSMAN + "\" xmlns:wsmb=\"" + Names.BINDING + "\" xmlns:wsmid=\"" + Names.IDENTITY
            + "\" xmlns:cim=\"" + Names.CIM + "\" xmlns:xsi=\"" + Names.SCHEMA_INSTANCE + "\"";

    /** A request with the addressing headers of DSP0226 clause 5.4. */
    public static Envelope action(String action) {
        String id = "uuid:" + UUID.randomUUID();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Action", "<wsa:Action s:mustUnderstand=\"true\">" + XmlText.escape(action) + "</wsa:Action>");
        headers.put("To", "<wsa:To s:mustUnderstand=\"true\">" + Names.ANONYMOUS + "</wsa:To>");
        headers.put("MessageID", "<wsa:MessageID>" + id + "</wsa:MessageID>");
        headers.put("ReplyTo", "<wsa:ReplyTo><wsa:Address>" + Names.ANONYMOUS + "</wsa:Address></wsa:ReplyTo>");
        return new Envelope(id, headers, List.of(), "");
    }

    /** Identify has no addressing (DSP0226 clause 11). */
    public static Envelope identify() {
        return new Envelope("", Map.of(), List.of(), "<wsmid:Identify/>");
    }

    /** A request to an instance or class. */
    public static Envelope to(EndpointReference target, String action) {
        return action(action).header("Resource", target.parametersXml());
    }

    /** With a header in place of the one of that name. */
    public Envelope header(String name, String xml) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name, xml);
        return new Envelope(messageId, changed, moreHeaders, body);
    }

    public Envelope without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.remove(name);
        return new Envelope(messageId, changed, moreHeaders, body);
    }

    /** With one more header, whatever there is already. */
    public Envelope plus(String xml) {
        List<String> more = new ArrayList<>(moreHeaders);
        more.add(xml);
        return new Envelope(messageId, headers, more, body);
    }

    public Envelope body(String xml) {
        return new Envelope(messageId, headers, moreHeaders, xml);
    }

    public String toXml() {
        return toXml(Names.SOAP);
    }

    /** In another SOAP version. */
    public String toXml(String soapNamespace) {
        StringBuilder xml = new StringBuilder("<s:Envelope")
                .append(PREFIXES.replace(Names.SOAP, soapNamespace))
                .append("><s:Header>");
        headers.values().forEach(xml::append);
        moreHeaders.forEach(xml::append);
        return xml.append("</s:Header><s:Body>")
                .append(body)
                .append("</s:Body></s:Envelope>")
                .toString();
    }
}
