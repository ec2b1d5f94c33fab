package org.openvman.ovf.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openvman.ovf.client.ServiceState;
import org.openvman.schema.cim.CimPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ovf undeploy}: a service goes, with everything that was made for it. */
@Command(
        name = "undeploy",
        description = "Stops a service and removes its members, their disks and everything made for it.",
        footer = {
            "  ovf undeploy shop                 asks first",
            "  ovf undeploy shop --yes",
        })
final class UndeployCommand implements Callable<Integer> {
    @ParentCommand
    private Ovf ovf;

    @Mixin
    private EndpointOptions endpoint;

    @Parameters(paramLabel = "SERVICE", description = "The service.")
    private String service;

    @Option(names = "--yes", description = "Does not ask first.")
    private boolean yes;

    @SuppressWarnings("NullAway.Init")
    UndeployCommand() {}

    @Override
    public Integer call() throws IOException {
        return RemoteTask.run(ovf.console(), endpoint, task -> {
            ServiceState found = task.services().find(service);
            if (!yes && !confirmed(found)) {
                throw new CommandFailure(
                        ExitCode.ERROR, "service " + service + " stays as it is (--yes removes it without a question)");
            }
            Optional<CimPath> job = task.services().undeploy(found);
            if (job.isPresent()) {
                task.await(job.get());
            }
            if (task.console().isJson()) {
                task.console().printJson(Map.of("undeployed", service));
            } else {
                task.console().say("service " + service + " is gone");
            }
        });
    }

    private static boolean confirmed(ServiceState found) {
        int members =
                found.tiers().stream().mapToInt(tier -> tier.members().size()).sum();
        return Terminal.find()
                .map(terminal -> terminal.readLine(
                        "Remove service %s with its %d members and their disks? [y/N] ", found.name(), members))
                .filter(answer -> answer.strip().equalsIgnoreCase("y"))
                .isPresent();
    }
}
