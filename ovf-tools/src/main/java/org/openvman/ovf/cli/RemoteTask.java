package org.openvman.ovf.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.openvman.ovf.client.Endpoint;
import org.openvman.ovf.client.EndpointClient;
import org.openvman.ovf.client.EndpointException;
import org.openvman.ovf.client.JobStatus;
import org.openvman.ovf.client.JobWatch;
import org.openvman.ovf.client.Packages;
import org.openvman.ovf.client.Services;
import org.openvman.ovf.client.Systems;
import org.openvman.schema.cim.CimPath;

/** What the commands that talk to an endpoint have in common: a connection, and exit codes for what it refuses. */
final class RemoteTask {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Console console;
    private final Endpoint endpoint;
    private final EndpointClient client;

    /** The job that is waited for. */
    private volatile Optional<CimPath> awaited = Optional.empty();

    private RemoteTask(Console console, Endpoint endpoint, EndpointClient client) {
        this.console = console;
        this.endpoint = endpoint;
        this.client = client;
    }

    /** The work of a command. */
    interface Work {
        void run(RemoteTask task) throws IOException, InterruptedException;
    }

    /**
     * Connects and works.
     *
     * @throws CommandFailure for what the endpoint refuses
     */
    static int run(Console console, EndpointOptions options, Work work) throws IOException {
        Endpoint endpoint = options.endpoint();
        try (EndpointClient client = options.open(endpoint)) {
            work.run(new RemoteTask(console, endpoint, client));
            return ExitCode.OK;
        } catch (EndpointException e) {
            throw new CommandFailure(exitCode(e), String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ERROR, "interrupted; the job at the endpoint goes on", e);
        }
    }

    private static int exitCode(EndpointException e) {
        return switch (e.kind()) {
            case UNREACHABLE -> ExitCode.UNAVAILABLE;
            case UNAUTHORIZED, FORBIDDEN -> ExitCode.NOT_ALLOWED;
            case REFUSED, PROTOCOL -> ExitCode.ERROR;
        };
    }

    Console console() {
        return console;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Services services() {
        return new Services(client);
    }

    Systems systems() {
        return new Systems(client);
    }

    Packages packages() {
        return new Packages(endpoint);
    }

    /** Puts an archive among the packages of the endpoint, with progress. */
    void upload(Path archive, String name) throws IOException {
        long bytes = Files.size(archive);
        console.say(String.format("uploading %s, %.1f MiB", name, bytes / (double) (1 << 20)));
        try (ProgressLine progress = console.progress("uploading", bytes)) {
            packages().put(archive, name, progress);
        }
    }

    /**
     * Shows a job until it ends.
     *
     * @throws CommandFailure with the reason, if it does not succeed
     */
    void await(CimPath job) throws InterruptedException {
        JobStatus end;
        awaited = Optional.of(job);
        try (JobDisplay display = console.job()) {
            end = new JobWatch(client).await(job, display::show);
        }
        awaited = Optional.empty();
        if (!end.isSuccess()) {
            throw new CommandFailure(ExitCode.ERROR, end.failure());
        }
    }

    /** Ends the job that is waited for, if there is one, and gives it some time to undo what it did. */
    void terminateAwaited() throws InterruptedException {
        Optional<CimPath> job = awaited;
        if (job.isPresent()) {
            new JobWatch(client).terminate(job.get(), PATIENCE);
        }
    }
}
