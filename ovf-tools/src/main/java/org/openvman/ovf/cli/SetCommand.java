package org.openvman.ovf.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.client.ServiceState;
import org.openvman.ovf.model.ByteSize;
import org.openvman.schema.cim.CimPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ovf set}: other processors or memory for a tier while its service runs. */
@Command(
        name = "set",
        description = "Gives every member of a tier other processors or memory, while the service runs.",
        footer = {
            "  ovf set shop db --memory 512MiB --cpus 2",
        })
final class SetCommand implements Callable<Integer> {
    @ParentCommand
    private Ovf ovf;

    @Mixin
    private EndpointOptions endpoint;

    @Parameters(index = "0", paramLabel = "SERVICE", description = "The service.")
    private String service;

    @Parameters(index = "1", paramLabel = "TIER", description = "The tier.")
    private String tier;

    @Option(names = "--cpus", paramLabel = "N", description = "Virtual processors of each member.")
    private @Nullable Integer cpus;

    @Option(names = "--memory", paramLabel = "SIZE", description = "Memory of each member, for example 512MiB.")
    private @Nullable String memory;

    @SuppressWarnings("NullAway.Init")
    SetCommand() {}

    @Override
    public Integer call() throws IOException {
        if (cpus == null && memory == null) {
            throw new CommandFailure(ExitCode.USAGE, "nothing to set: give --cpus, --memory or both");
        }
        OptionalInt count = cpus == null ? OptionalInt.empty() : OptionalInt.of(cpus);
        Optional<ByteSize> size = Optional.ofNullable(memory).map(ByteSize::parse);
        return RemoteTask.run(ovf.console(), endpoint, task -> {
            Console console = task.console();
            ServiceState.Tier before = find(task);
            if (!console.isJson()) {
                console.print("before:");
                ServiceText.print(console, List.of(before));
            }
            Optional<CimPath> job = task.services().adjust(before, count, size);
            if (job.isPresent()) {
                task.await(job.get());
            }
            ServiceState.Tier after = find(task);
            if (console.isJson()) {
                console.printJson(Map.of("before", ServiceText.facts(before), "after", ServiceText.facts(after)));
            } else {
                console.print("after:");
                ServiceText.print(console, List.of(after));
            }
        });
    }

    private ServiceState.Tier find(RemoteTask task) {
        ServiceState found = task.services().find(service);
        return found.tier(tier).orElseThrow(() -> {
            String known = found.tiers().stream().map(ServiceState.Tier::name).collect(Collectors.joining(", "));
            return new CommandFailure(
                    ExitCode.ERROR, "service " + service + " has no tier " + tier + " (it has " + known + ")");
        });
    }
}
