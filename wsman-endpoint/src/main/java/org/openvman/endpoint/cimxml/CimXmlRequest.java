package org.openvman.endpoint.cimxml;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/** One decoded message. */
record CimXmlRequest(Head head, Call call) {

    /** What every answer repeats. */
    record Head(String messageId, boolean intrinsic, String method) {}

    /** One of the two things a client can ask for. */
    sealed interface Call {}

    /** An operation of DSP0200; parameter names compare without case. */
    record IntrinsicCall(String method, String namespace, Map<String, Value> parameters) implements Call {
        IntrinsicCall {
            Map<String, Value> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            copy.putAll(parameters);
            parameters = copy;
        }
    }

    /** A method of a class; arguments without a type came as text and are declared STRING. */
    record ExtrinsicCall(CimPath target, String method, List<CimArgument> arguments) implements Call {}

    /** The value of an IPARAMVALUE. */
    sealed interface Value {
        record Text(String text) implements Value {}

        record Texts(List<String> texts) implements Value {}

        record ClassName(String name) implements Value {}

        record InstanceName(CimPath path) implements Value {}

        /** With its path if it came as VALUE.NAMEDINSTANCE. */
        record Instance(CimInstance instance) implements Value {}
    }
}
