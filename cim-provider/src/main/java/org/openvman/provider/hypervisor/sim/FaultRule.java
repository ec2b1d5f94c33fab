package org.openvman.provider.hypervisor.sim;

import java.time.Duration;
import java.util.Set;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/**
 * Something that shall go wrong on a simulated host.
 *
 * @param operations where
 * @param target for which system or volume, by name; empty for any
 * @param skip how many matching calls are let through first
 * @param times how many calls it then meets
 */
public record FaultRule(Set<Operation> operations, String target, int skip, int times, Effect effect) {

    /** What goes wrong. */
    public sealed interface Effect {
        /** The call is refused and changes nothing. */
        record Fail(Reason reason, String message) implements Effect {}

        /** The call does its work, then its answer is lost. */
        record LoseAnswer(String message) implements Effect {}

        /** The call takes longer. */
        record Delay(Duration length) implements Effect {}

        /** A guest that is asked to shut down does not; for {@link Operation#POWER}. */
        record IgnoreShutdown() implements Effect {}

        /** A guest runs and never answers; for {@link Operation#GUEST_ANSWER}. */
        record StaySilent() implements Effect {}

        /** The host does not answer for that long. */
        record LoseConnection(Duration length) implements Effect {}
    }

    public FaultRule {
        operations = Set.copyOf(operations);
        if (skip < 0 || times < 1) {
            throw new IllegalArgumentException("fault: skip " + skip + ", times " + times);
        }
    }

    /** Every such call, for anything, from now on. */
    public static FaultRule always(Operation operation, Effect effect) {
        return new FaultRule(Set.of(operation), "", 0, Integer.MAX_VALUE, effect);
    }

    /** The next such call. */
    public static FaultRule once(Operation operation, Effect effect) {
        return new FaultRule(Set.of(operation), "", 0, 1, effect);
    }

    /** The changing call of that number, counted from 0 when the rule is added. */
    public static FaultRule onChange(int number, Effect effect) {
        return new FaultRule(Operation.changing(), "", number, 1, effect);
    }

    /** The same, but only for the system or volume of that name. */
    public FaultRule of(String name) {
        return new FaultRule(operations, name, skip, times, effect);
    }

    boolean concerns(Operation operation, String name) {
        return operations.contains(operation) && (target.isEmpty() || target.equals(name));
    }
}
