package org.openvman.endpoint;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.openvman.provider.ProviderAssembly;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the endpoint until it is told to stop. */
@Command(name = "serve", description = "Runs the endpoint until SIGTERM or Ctrl-C.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", paramLabel = "FILE", description = "A properties file; see --print-config.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--state", paramLabel = "DIR", description = "Users, database, packages and log.")
    private Optional<Path> state = Optional.empty();

    @Option(names = "--port", paramLabel = "N", description = "Port to listen at; 0 takes a free one.")
    private Optional<String> port = Optional.empty();

    @Option(
            names = "--hypervisor",
            paramLabel = "URI",
            description = "simulator:, simulator:?systems=N or a libvirt URI; may be repeated.")
    private List<String> hypervisors = new ArrayList<>();

    @Option(names = "--kvm", description = "Define systems for hardware virtualization where the host offers it.")
    private boolean kvm;

    @Option(names = "--print-config", description = "Prints a configuration file with all keys and their defaults.")
    private boolean printConfig;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (printConfig) {
            SampleConfig.print(out);
            return 0;
        }
        EndpointConfig settings = EndpointConfig.of(file());
        Files.createDirectories(settings.state());
        LogFiles.writeTo(settings.state());
        Clock clock = Clock.systemUTC();
        CountDownLatch stopped = new CountDownLatch(1);
        try (ProviderAssembly assembly = ProviderAssembly.open(settings.provider(), clock);
                EndpointServer server =
                        new EndpointServer(settings, assembly.operations(), ProductVersion.text(), clock)) {
            StopSignal signal = StopSignal.install(stopped);
            server.start();
            out.println("ready " + server.wsmanUri());
            out.flush();
            signal.await();
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private ConfigFile file() {
        ConfigFile file = config.map(ConfigFile::read).orElseGet(ConfigFile::empty);
        if (state.isPresent()) {
            file = file.with(ConfigKey.STATE, state.get().toString());
        }
        if (port.isPresent()) {
            file = file.with(ConfigKey.PORT, port.get());
        }
        if (kvm) {
            file = file.with(ConfigKey.ALLOW_KVM, "true");
        }
        return hypervisors.isEmpty() ? file : file.with(ConfigKey.HYPERVISORS, String.join(" ", hypervisors));
    }
}
