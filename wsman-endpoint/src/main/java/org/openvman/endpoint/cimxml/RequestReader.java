package org.openvman.endpoint.cimxml;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openvman.endpoint.cimxml.CimXmlRequest.Call;
import org.openvman.endpoint.cimxml.CimXmlRequest.ExtrinsicCall;
import org.openvman.endpoint.cimxml.CimXmlRequest.Head;
import org.openvman.endpoint.cimxml.CimXmlRequest.IntrinsicCall;
import org.openvman.endpoint.cimxml.CimXmlRequest.Value;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimPath;

/**
 * Reads one request message (DSP0201, message elements). A reader is used once.
 *
 * <p>Throws {@link RefusedException} for what is no request, and {@link CimException} for a request whose values are
 * wrong; {@link #head} then knows what to answer to.
 */
final class RequestReader {
    private final XmlCursor at;
    private @Nullable Head head;

    RequestReader(InputStream body, CimXmlLimits limits) {
        this.at = XmlCursor.on(new BoundedInput(body, limits.requestBytes()), limits.depth());
    }

    /** What the message asks for, as far as it was read. */
    Optional<Head> head() {
        return Optional.ofNullable(head);
    }

    CimXmlRequest read() {
        expect("CIM", at.name());
        major("2", "CIMVERSION", HttpRefusal.UNSUPPORTED_CIM_VERSION);
        major("2", "DTDVERSION", HttpRefusal.UNSUPPORTED_DTD_VERSION);
        expect("MESSAGE", at.onlyChild());
        major("1", "PROTOCOLVERSION", HttpRefusal.UNSUPPORTED_PROTOCOL_VERSION);
        String id = at.required("ID");
        if (at.onlyChild().equals("MULTIREQ")) {
            throw new RefusedException(HttpRefusal.MULTIPLE_REQUESTS, "one request per message, please");
        }
        expect("SIMPLEREQ", at.name());
        Call call = null;
        while (at.nextChild()) {
            switch (at.name()) {
                case "IMETHODCALL" -> call = intrinsic(id);
                case "METHODCALL" -> call = extrinsic(id);
                default -> at.skip();
            }
        }
        if (call == null || head == null) {
            throw XmlCursor.notValid("a SIMPLEREQ without a call");
        }
        at.end();
        at.end();
        return new CimXmlRequest(head, call);
    }

    private void major(String expected, String attribute, HttpRefusal otherwise) {
        String version = at.required(attribute);
        if (!version.startsWith(expected + ".")) {
            throw new RefusedException(otherwise, attribute + " " + version + ", expected " + expected + ".x");
        }
    }

    private static void expect(String element, String found) {
        if (!found.equals(element)) {
            throw XmlCursor.notValid("an element " + found + ", expected " + element);
        }
    }

    private Call intrinsic(String id) {
        String method = at.required("NAME");
        head = new Head(id, true, method);
        String namespace = "";
        Map<String, Value> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        while (at.nextChild()) {
            switch (at.name()) {
                case "LOCALNAMESPACEPATH" -> namespace = PathReader.namespace(at);
                case "IPARAMVALUE" -> intrinsicParameter(namespace, parameters);
                default -> at.skip();
            }
        }
        return new IntrinsicCall(method, namespace, parameters);
    }

    private void intrinsicParameter(String namespace, Map<String, Value> parameters) {
        String name = at.required("NAME");
        if (parameters.containsKey(name)) {
            throw new CimException(CimStatus.INVALID_PARAMETER, "parameter " + name + " is given twice");
        }
        // An IPARAMVALUE without content is NULL, the same as one that is not there (DSP0201).
        while (at.nextChild()) {
            parameters.put(name, intrinsicValue(name, namespace));
        }
    }

    private Value intrinsicValue(String name, String namespace) {
        return switch (at.name()) {
            case "VALUE" -> new Value.Text(at.text());
            case "VALUE.ARRAY" -> new Value.Texts(texts());
            case "CLASSNAME" -> new Value.ClassName(PathReader.className(at));
            case "INSTANCENAME", "INSTANCEPATH", "LOCALINSTANCEPATH" ->
                new Value.InstanceName(PathReader.path(at, namespace));
            case "INSTANCE" -> new Value.Instance(InstanceReader.instance(at, namespace));
            case "VALUE.NAMEDINSTANCE" -> new Value.Instance(InstanceReader.namedInstance(at, namespace));
            default -> {
                // CLASS, QUALIFIER.DECLARATION, VALUE.REFERENCE: only in operations we answer with NOT_SUPPORTED.
                String element = at.name();
                at.skip();
                yield new Value.Text(name + " as " + element);
            }
        };
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        while (at.nextChild()) {
            if (at.name().equals("VALUE")) {
                texts.add(at.text());
            } else {
                at.skip();
            }
        }
        return texts;
    }

    private Call extrinsic(String id) {
        String method = at.required("NAME");
        head = new Head(id, false, method);
        CimPath target = null;
        List<CimArgument> arguments = new ArrayList<>();
        while (at.nextChild()) {
            switch (at.name()) {
                case "LOCALINSTANCEPATH", "LOCALCLASSPATH" -> target = PathReader.path(at, "");
                case "PARAMVALUE" ->
                    arguments.add(new ArgumentReader(at, target == null ? "" : target.namespace()).read());
                default -> at.skip();
            }
        }
        if (target == null) {
            throw XmlCursor.notValid("a METHODCALL without a target");
        }
        return new ExtrinsicCall(target, method, arguments);
    }
}
