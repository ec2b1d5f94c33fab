package org.openvman.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

/** What is sent says what was meant, and what comes back is read as it is. */
class WireTest {
    private static XmlElement read(String xml) throws XMLStreamException {
        return new XmlReader().read(xml);
    }

    @Test
    void anEnvelopeHasTheHeadersThatItWasGiven() throws XMLStreamException {
        EndpointReference system = new EndpointReference(
                Names.resourceUri("CIM_ComputerSystem"), List.of(Selector.of("Name", "a <&> \"b\"")));
        Envelope envelope =
                Envelope.to(system, Names.GET).plus("<wsman:RequestEPR/>").without("ReplyTo");

        XmlElement root = read(envelope.toXml());

        XmlElement header = root.child(Names.SOAP, "Header").orElseThrow();
        assertThat(header.childText(Names.ADDRESSING, "Action")).contains(Names.GET);
        assertThat(header.childText(Names.ADDRESSING, "MessageID")).contains(envelope.messageId());
        assertThat(header.child(Names.ADDRESSING, "ReplyTo")).isEmpty();
        assertThat(header.child(Names.WSMAN, "RequestEPR")).isPresent();
        assertThat(header.child(Names.WSMAN, "SelectorSet")
                        .orElseThrow()
                        .children()
                        .get(0)
                        .text())
                .isEqualTo("a <&> \"b\"");
    }

    @Test
    void aReferenceInAReferenceSurvivesTheRoundTrip() throws XMLStreamException {
        EndpointReference inner =
                new EndpointReference(Names.resourceUri("CIM_System"), List.of(Selector.of("Name", "host")));
        EndpointReference outer = new EndpointReference(
                Names.resourceUri("CIM_HostedDependency"),
                List.of(new Selector("Antecedent", "", Optional.of(inner)), Selector.of("Dependent", "x")));

        String body =
                Envelope.action("a").body(outer.toXml("wsa:EndpointReference")).toXml();
        XmlElement element = read(body)
                .child(Names.SOAP, "Body")
                .flatMap(found -> found.child(Names.ADDRESSING, "EndpointReference"))
                .orElseThrow();

        assertThat(EndpointReference.read(element).identity()).isEqualTo(outer.identity());
    }

    @Test
    void aFaultIsReadWithItsNamesResolved() throws XMLStreamException {
        XmlElement root = read("""
                <e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"
                            xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd">
                  <e:Header><e:NotUnderstood qname="n:Header" xmlns:n="urn:n"/></e:Header>
                  <e:Body><e:Fault>
                    <e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value> w:InvalidSelectors </e:Value></e:Subcode></e:Code>
                    <e:Reason><e:Text xml:lang="en">why</e:Text></e:Reason>
                    <e:Detail><w:FaultDetail>
                      http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/DuplicateSelectors
                    </w:FaultDetail></e:Detail>
                  </e:Fault></e:Body>
                </e:Envelope>
                """);
        List<XmlElement> headers =
                root.child(Names.SOAP, "Header").orElseThrow().children();
        XmlElement fault =
                root.child(Names.SOAP, "Body").orElseThrow().children().get(0);

        assertThat(SoapFault.read(fault, headers))
                .isEqualTo(new SoapFault(
                        "Sender",
                        Optional.of("{" + Names.WSMAN + "}InvalidSelectors"),
                        Optional.of(Names.faultDetail("DuplicateSelectors")),
                        "why",
                        List.of("{urn:n}Header")));
    }

    // The target is not trusted: conform must not fetch or expand what it names.
    @Test
    void entitiesOfTheTargetAreNotExpanded() {
        assertThatThrownBy(() -> read("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>"))
                .isInstanceOf(XMLStreamException.class);
        assertThatThrownBy(() -> read("<a>")).isInstanceOf(XMLStreamException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(XMLStreamException.class);
    }
}
