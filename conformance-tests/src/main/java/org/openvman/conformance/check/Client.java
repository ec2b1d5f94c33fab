package org.openvman.conformance.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openvman.conformance.wire.Connection;
import org.openvman.conformance.wire.EndpointReference;
import org.openvman.conformance.wire.Envelope;
import org.openvman.conformance.wire.Names;
import org.openvman.conformance.wire.Reply;
import org.openvman.conformance.wire.XmlElement;
import org.openvman.conformance.wire.XmlText;

/** The operations of DSP0226 and DSP0227 over a {@link Connection}, for checks whose subject is something else. */
public final class Client {
    private static final int PAGE = 100;
    private static final Duration JOB_PATIENCE = Duration.ofSeconds(90);
    private static final Duration JOB_POLL = Duration.ofMillis(200);
    private static final List<Long> FINAL_JOB_STATES = List.of(7L, 8L, 9L, 10L);
    private static final long COMPLETED = 7;

    private final Connection connection;
    private final Optional<String> namespace;

    /**
     * @param namespace the CIM namespace for classes; empty to leave it to the target
     */
    public Client(Connection connection, Optional<String> namespace) {
        this.connection = connection;
        this.namespace = namespace;
    }

    public Connection connection() {
        return connection;
    }

    /** The class itself, to enumerate it or to call what is static, in the namespace of this client. */
    public EndpointReference classReference(String className) {
        EndpointReference reference = new EndpointReference(Names.resourceUri(className), List.of());
        return namespace.map(reference::inNamespace).orElse(reference);
    }

    public Reply send(Envelope envelope) {
        return connection.send(envelope);
    }

    /** Get, whatever comes. */
    public Reply tryGet(EndpointReference reference) {
        return send(Envelope.to(reference, Names.GET));
    }

    /** Get of an instance that must be there. */
    public Instance get(EndpointReference reference) {
        Reply reply = Expect.success(tryGet(reference));
        return new Instance(
                reference,
                reply.body().orElseThrow(() -> new CheckFailure("an instance in the body", reply.summary())));
    }

    /** All instances of a class and its subclasses. */
    public List<Instance> enumerate(String className) {
        return enumerate(classReference(className), "");
    }

    public List<Instance> enumerate(EndpointReference classReference) {
        return enumerate(classReference, "");
    }

    /** The instances that an association leads to; empty names stand for any. */
    public List<Instance> associated(Instance source, String association, String resultClass) {
        return associated(source, association, "", resultClass);
    }

    /** The same for a source with a role in the association. */
    public List<Instance> associated(Instance source, String association, String role, String resultClass) {
        return enumerate(
                scope(source.reference()),
                filter(
                        "AssociatedInstances",
                        source.reference(),
                        element("AssociationClassName", association)
                                + element("Role", role)
                                + element("ResultClassName", resultClass)));
    }

    /** The instances of an association that has the source at one end. */
    public List<Instance> associations(Instance source, String association) {
        return enumerate(
                scope(source.reference()),
                filter("AssociationInstances", source.reference(), element("ResultClassName", association)));
    }

    // Association filters go to the address of all classes, in the namespace of the source.
    private EndpointReference scope(EndpointReference source) {
        EndpointReference all = new EndpointReference(Names.ALL_CLASSES, List.of());
        return source.namespace().or(() -> namespace).map(all::inNamespace).orElse(all);
    }

    /** An association filter (DSP0227 clause 8). */
    public static String filter(String kind, EndpointReference source, String rest) {
        return "<wsman:Filter Dialect=\"" + Names.ASSOCIATION_FILTER + "\"><wsmb:" + kind + ">"
                + source.toXml("wsmb:Object") + rest + "</wsmb:" + kind + "></wsman:Filter>";
    }

    private static String element(String name, String text) {
        return text.isEmpty() ? "" : "<wsmb:" + name + ">" + XmlText.escape(text) + "</wsmb:" + name + ">";
    }

    /** The only instance that an association leads to. */
    public Instance only(Instance source, String association, String resultClass) {
        List<Instance> found = associated(source, association, resultClass);
        Expect.that(
                found.size() == 1,
                "exactly one " + resultClass + " through " + association + " from " + source.reference(),
                found.size());
        return found.get(0);
    }

    private List<Instance> enumerate(EndpointReference scope, String filter) {
        List<Instance> found = new ArrayList<>();
        Reply reply = Expect.success(send(Envelope.to(scope, Names.ENUMERATE)
                .body("<wsen:Enumerate><wsman:OptimizeEnumeration/><wsman:MaxElements>" + PAGE + "</wsman:MaxElements>"
                        + "<wsman:EnumerationMode>EnumerateObjectAndEPR</wsman:EnumerationMode>" + filter
                        + "</wsen:Enumerate>")));
        Page page = Page.of(reply);
        collect(page, found);
        while (!page.last()) {
            page = Page.of(Expect.success(pull(scope, page.context(), PAGE)));
            collect(page, found);
        }
        return found;
    }

    private static void collect(Page page, List<Instance> found) {
        for (XmlElement item : page.items()) {
            XmlElement reference = item.child(Names.ADDRESSING, "EndpointReference")
                    .orElseThrow(() ->
                            new CheckFailure("wsman:Item with an object and a wsa:EndpointReference", item.clark()));
            XmlElement object = item.children().stream()
                    .filter(child -> child != reference)
                    .findFirst()
                    .orElseThrow(() -> new CheckFailure("an object in wsman:Item", "only its endpoint reference"));
            found.add(new Instance(EndpointReference.read(reference), object));
        }
    }

    /** Pull, whatever comes. */
    public Reply pull(EndpointReference scope, String context, int max) {
        return send(Envelope.to(scope, Names.PULL)
                .body("<wsen:Pull><wsen:EnumerationContext>" + XmlText.escape(context)
                        + "</wsen:EnumerationContext><wsen:MaxElements>" + max + "</wsen:MaxElements></wsen:Pull>"));
    }

    /** Calls a method; the arguments are raw XML in the prefix p of the class. */
    public MethodAnswer invoke(EndpointReference target, String method, String arguments) {
        String uri = target.resourceUri();
        return new MethodAnswer(
                method,
                send(Envelope.to(target, uri + "/" + method)
                        .body("<p:" + method + "_INPUT xmlns:p=\"" + XmlText.escape(uri) + "\">" + arguments + "</p:"
                                + method + "_INPUT>")));
    }

    /** Calls a method that must succeed at once or by a job, and waits for the job. */
    public MethodAnswer completed(MethodAnswer answer) {
        if (answer.startedJob()) {
            Instance job = finished(answer.reference("Job"));
            Expect.that(
                    job.number("JobState").equals(Optional.of(COMPLETED)),
                    answer.method() + " to end with JobState 7 (Completed)",
                    "JobState " + job.text("JobState").orElse("none") + ", "
                            + job.text("ErrorDescription").orElse("no ErrorDescription"));
            return answer;
        }
        return answer.expect(0);
    }

    /** Waits for a job to end (DSP1103). */
    public Instance finished(EndpointReference job) {
        long deadline = System.nanoTime() + JOB_PATIENCE.toNanos();
        while (true) {
            Instance now = get(job);
            if (now.number("JobState").filter(FINAL_JOB_STATES::contains).isPresent()) {
                return now;
            }
            Expect.that(
                    System.nanoTime() < deadline,
                    "the job to end within " + JOB_PATIENCE.toSeconds() + " s",
                    "JobState " + now.text("JobState").orElse("none"));
            pause();
        }
    }

    /** Lets the target work before it is asked again. */
    public static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(JOB_POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotApplicable("interrupted");
        }
    }
}
