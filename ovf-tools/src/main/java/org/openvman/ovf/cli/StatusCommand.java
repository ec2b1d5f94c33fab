package org.openvman.ovf.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.client.ServiceState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ovf status}: the services at an endpoint. */
@Command(
        name = "status",
        description = "Shows the services at an endpoint: tiers, members, what they have and how they are.",
        footer = {
            "  ovf status                        all services at the endpoint on this machine",
            "  ovf status shop --json            one of them, for a program",
        })
final class StatusCommand implements Callable<Integer> {
    @ParentCommand
    private Ovf ovf;

    @Mixin
    private EndpointOptions endpoint;

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "Only this service.")
    private @Nullable String service;

    @SuppressWarnings("NullAway.Init")
    StatusCommand() {}

    @Override
    public Integer call() throws IOException {
        return RemoteTask.run(ovf.console(), endpoint, task -> {
            List<ServiceState> found = service == null
                    ? task.services().all()
                    : List.of(task.services().find(service));
            if (task.console().isJson()) {
                task.console().printJson(found.stream().map(ServiceText::facts).toList());
            } else if (found.isEmpty()) {
                task.console().say("no service is deployed here");
            } else {
                found.forEach(each -> ServiceText.print(task.console(), each));
            }
        });
    }
}
