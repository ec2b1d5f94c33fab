package org.openvman.provider.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openvman.provider.service.Operation.Direction;
import org.openvman.provider.service.ServiceException.Reason;
import org.openvman.provider.service.ServiceJournal.StepState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through the steps of an operation, writing down what it is about to do before it does it. Begun anew after a
 * crash, it goes on where the journal ends.
 *
 * <p>An {@link Error}, or a journal that cannot be written, ends it where it is, as a crash does.
 */
final class Execution {
    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    private final ServiceJournal journal;
    private final Operation operation;
    private final List<Step> steps;
    private final Progress progress;

    Execution(ServiceJournal journal, Operation operation, List<Step> steps, Progress progress) {
        this.journal = journal;
        this.operation = operation;
        this.steps = steps;
        this.progress = progress;
    }

    private record Failure(Reason reason, String text, Optional<Exception> cause) {}

    /**
     * Blocks until the operation has ended, one way or the other.
     *
     * @throws ServiceException if it did not get where it wanted; naming the step and why
     */
    void run() {
        if (operation.direction() == Direction.BACK) {
            goBack(operation, new Failure(Reason.FAILED, operation.reason(), Optional.empty()));
            return;
        }
        Optional<Failure> failure = forward();
        if (failure.isEmpty()) {
            journal.succeed(operation);
            return;
        }
        LOG.warn("service {}: {}; undoing", operation.service(), failure.get().text());
        goBack(journal.turnBack(operation, failure.get().text()), failure.get());
    }

    private Optional<Failure> forward() {
        List<StepState> states = states();
        for (int i = 0; i < steps.size(); i++) {
            if (states.get(i) == StepState.DONE) {
                continue;
            }
            if (Thread.interrupted()) {
                return Optional.of(new Failure(Reason.CANCELLED, "cancelled", Optional.empty()));
            }
            Step step = steps.get(i);
            progress.step(i + 1, steps.size(), step.name());
            journal.step(operation.service(), i, StepState.BEGUN);
            try {
                if (states.get(i) == StepState.BEGUN) {
                    // It was begun before a crash; nobody knows how far it got.
                    step.revert();
                }
                step.perform();
            } catch (IOException | InterruptedException | RuntimeException e) {
                String text = e instanceof InterruptedException ? "cancelled" : String.valueOf(e.getMessage());
                return Optional.of(new Failure(
                        ServiceException.reasonOf(e),
                        "step " + (i + 1) + " of " + steps.size() + ", " + step.name() + ": " + text,
                        Optional.of(e)));
            }
            journal.step(operation.service(), i, StepState.DONE);
        }
        return Optional.empty();
    }

    private void goBack(Operation back, Failure failure) {
        List<String> problems = backward();
        if (!problems.isEmpty()) {
            String what = (failure.text().isEmpty() ? "" : failure.text() + "; ") + "not undone: "
                    + String.join("; ", problems);
            journal.breakOff(back, what);
            throw new ServiceException(
                    failure.reason(), message(what), failure.cause().orElse(null));
        }
        if (!back.isRollback()) {
            journal.succeed(back);
            return;
        }
        journal.restore(back);
        throw new ServiceException(
                failure.reason(),
                message(failure.text() + "; everything was undone"),
                failure.cause().orElse(null));
    }

    /** Undoes what was begun, newest first, as far as it can; what is asked to stop meanwhile stops afterwards. */
    private List<String> backward() {
        List<StepState> states = states();
        List<String> problems = new ArrayList<>();
        boolean interrupted = Thread.interrupted();
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (states.get(i) == StepState.OPEN) {
                continue;
            }
            Step step = steps.get(i);
            progress.step(steps.size() - i, steps.size(), step.undoName());
            journal.step(operation.service(), i, StepState.BEGUN);
            try {
                interrupted |= revert(step);
            } catch (IOException | RuntimeException e) {
                LOG.warn("service {}: {}: {}", operation.service(), step.undoName(), e.getMessage());
                problems.add(step.undoName() + ": " + e.getMessage());
                continue;
            }
            journal.step(operation.service(), i, StepState.OPEN);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return problems;
    }

    /** Whether somebody wanted to interrupt it. */
    private static boolean revert(Step step) throws IOException {
        boolean interrupted = false;
        while (true) {
            try {
                step.revert();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private List<StepState> states() {
        List<StepState> states = journal.steps(operation.service());
        if (states.size() != steps.size()) {
            throw new IllegalStateException("the journal of service \"" + operation.service() + "\" has "
                    + states.size() + " steps, the plan has " + steps.size());
        }
        return states;
    }

    private String message(String text) {
        return "service \"" + operation.service() + "\": " + text;
    }
}
