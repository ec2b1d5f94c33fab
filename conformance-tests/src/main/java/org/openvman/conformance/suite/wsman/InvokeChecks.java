package org.openvman.conformance.suite.wsman;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openvman.conformance.check.CheckFailure;
import org.openvman.conformance.check.CheckGroup;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.MethodAnswer;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.wire.Names;
import org.openvman.conformance.wire.XmlElement;

/**
 * DSP0226 clause 9 and DSP0230: methods. They are tried with RequestStateChange and a state that cannot be requested, so
 * that nothing changes.
 */
final class InvokeChecks {
    private static final String METHOD = "RequestStateChange";
    /** Not Applicable: a value of the property RequestedState, none of the parameter. */
    private static final String IMPOSSIBLE_STATE = "<p:RequestedState>12</p:RequestedState>";

    private InvokeChecks() {}

    static CheckGroup group(Sample sample) {
        return new CheckGroup("wsman.invoke", "DSP0230")
                .mandatory(
                        "output",
                        "methods",
                        "A method is answered by Method_OUTPUT in the namespace of the class, with a return value",
                        client -> output(client, sample))
                .mandatory(
                        "response-action",
                        "methods",
                        "The action of the answer is that of the call, and Response",
                        client -> {
                            MethodAnswer answer = call(client, sample, IMPOSSIBLE_STATE);
                            String expected =
                                    target(client, sample).reference().resourceUri() + "/" + METHOD + "Response";
                            String action = answer.reply()
                                    .header(Names.ADDRESSING, "Action")
                                    .map(XmlElement::token)
                                    .orElse("none");
                            Expect.that(action.equals(expected), "wsa:Action " + expected, action);
                        })
                .mandatory("unknown-method", "methods", "A method that the class does not have is refused", client -> {
                    Instance target = target(client, sample);
                    MethodAnswer answer = client.invoke(target.reference(), "ConformNoSuchMethod", "");
                    Expect.fault(answer.reply(), "wsa:ActionNotSupported");
                })
                .mandatory(
                        "unknown-parameter",
                        "methods",
                        "A parameter that the method does not have is refused",
                        client -> Expect.fault(
                                call(
                                                client,
                                                sample,
                                                IMPOSSIBLE_STATE + "<p:ConformNoSuchParameter>1"
                                                        + "</p:ConformNoSuchParameter>")
                                        .reply(),
                                "wsman:InvalidParameter/InvalidName"))
                .mandatory(
                        "wrong-type",
                        "methods",
                        "A value that does not fit the type of the parameter is refused",
                        client -> Expect.fault(
                                call(client, sample, "<p:RequestedState>on</p:RequestedState>")
                                        .reply(),
                                "wsman:InvalidParameter/TypeMismatch"))
                .mandatory(
                        "out-of-range",
                        "methods",
                        "A number beyond the range of the type is refused",
                        client -> Expect.fault(
                                call(client, sample, "<p:RequestedState>70000</p:RequestedState>")
                                        .reply(),
                                "wsman:InvalidParameter/TypeMismatch"))
                .mandatory("unknown-instance", "methods", "A call to no instance is refused", client -> {
                    var reference = target(client, sample).reference();
                    String key =
                            reference.keys().get(reference.keys().size() - 1).name();
                    MethodAnswer answer = client.invoke(
                            reference.replacing(key, "conform-no-such-instance"), METHOD, IMPOSSIBLE_STATE);
                    Expect.fault(answer.reply(), "wsa:DestinationUnreachable", "wsman:InvalidSelectors/InvalidValue");
                });
    }

    /** An instance whose class has the method: hosts may have none, and properties do not tell. */
    private static Instance target(Client client, Sample sample) {
        Map<String, Instance> ofClass = new LinkedHashMap<>();
        sample.instances(client).forEach(instance -> ofClass.putIfAbsent(instance.className(), instance));
        return ofClass.values().stream()
                .filter(instance -> offers(client, instance))
                .findFirst()
                .orElseThrow(() -> new NotApplicable("no " + sample.className() + " offers " + METHOD));
    }

    private static boolean offers(Client client, Instance instance) {
        return client.invoke(instance.reference(), METHOD, IMPOSSIBLE_STATE)
                .fault()
                .isEmpty();
    }

    private static MethodAnswer call(Client client, Sample sample, String arguments) {
        return client.invoke(target(client, sample).reference(), METHOD, arguments);
    }

    private static void output(Client client, Sample sample) {
        MethodAnswer answer = call(client, sample, IMPOSSIBLE_STATE);
        Expect.success(answer.reply());
        XmlElement output =
                answer.reply().body().orElseThrow(() -> new CheckFailure(METHOD + "_OUTPUT", answer.summary()));
        String uri = target(client, sample).reference().resourceUri();
        Expect.that(output.is(uri, METHOD + "_OUTPUT"), "{" + uri + "}" + METHOD + "_OUTPUT", output.clark());
        // CIM_EnabledLogicalElement.RequestStateChange: 5 is Invalid Parameter, 1 Not Supported, 4097 Invalid State
        // Transition.
        Expect.returned(answer, 5, 1, 4097);
    }
}
