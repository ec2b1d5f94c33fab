package org.openvman.conformance.check;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.openvman.conformance.wire.EndpointReference;
import org.openvman.conformance.wire.Reply;
import org.openvman.conformance.wire.SoapFault;
import org.openvman.conformance.wire.XmlElement;

/** What came back from a method: output with a return value, or a fault. */
public record MethodAnswer(String method, Reply reply) {
    /** CIM_ConcreteJob returned by reference: "Method Parameters Checked - Job Started". */
    public static final long JOB_STARTED = 4096;

    public Optional<SoapFault> fault() {
        return reply.fault();
    }

    /** The return value; empty if there was a fault. */
    public OptionalLong returnValue() {
        if (!reply.isSuccess()) {
            return OptionalLong.empty();
        }
        return output("ReturnValue").stream()
                .map(XmlElement::token)
                .filter(text -> text.matches("-?\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    public boolean returned(long value) {
        return returnValue().isPresent() && returnValue().getAsLong() == value;
    }

    public boolean startedJob() {
        return returned(JOB_STARTED);
    }

    /** The output parameters of that name, one for each element of an array. */
    public List<XmlElement> output(String name) {
        return reply.body()
                .map(body -> body.children().stream()
                        .filter(child -> child.name().equals(name) && !child.isNil())
                        .toList())
                .orElse(List.of());
    }

    /** An output parameter that must be there as a reference. */
    public EndpointReference reference(String name) {
        return output(name).stream()
                .map(EndpointReference::read)
                .filter(found -> !found.resourceUri().isEmpty())
                .findFirst()
                .orElseThrow(() -> new CheckFailure(method + " to give a reference as " + name, summary()));
    }

    /** What came, in one line. */
    public String summary() {
        OptionalLong value = returnValue();
        return value.isPresent() ? method + " returning " + value.getAsLong() : reply.summary();
    }

    /** Goes on if the method says that it is done; a job is waited for by {@link Client#completed}. */
    public MethodAnswer expect(long value) {
        if (!returned(value)) {
            throw new CheckFailure(method + " to return " + value, summary());
        }
        return this;
    }
}
