package org.openvman.provider.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openvman.provider.operation.MethodResult;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/** What a client does to export and import systems. */
public final class ExchangeSteps {
    public static final long COMPLETED = 7;
    public static final long TERMINATED = 8;
    public static final long FAILED = 10;

    private final ProviderUnderTest provider;
    private final Duration patience;

    public ExchangeSteps(ProviderUnderTest provider, Duration patience) {
        this.provider = provider;
        this.patience = patience;
    }

    public CimPath startExport(CimPath system, String name, CimArgument... more) {
        List<CimArgument> arguments = new ArrayList<>(
                List.of(CimArgument.reference("AffectedSystem", system), CimArgument.string("URI", "package:" + name)));
        arguments.addAll(List.of(more));
        return start("ExportSystem", arguments);
    }

    public CimPath startImport(String name, CimArgument... more) {
        List<CimArgument> arguments = new ArrayList<>(List.of(CimArgument.string("URI", "package:" + name)));
        arguments.addAll(List.of(more));
        return start("ImportSystem", arguments);
    }

    private CimPath start(String method, List<CimArgument> arguments) {
        MethodResult result =
                provider.invoke(provider.managementService(), method, arguments.toArray(CimArgument[]::new));
        assertThat(result).isInstanceOf(MethodResult.JobStarted.class);
        return ((MethodResult.JobStarted) result).job();
    }

    /** The job when it has ended that way. */
    public CimInstance ended(CimPath job, long state) {
        await().atMost(patience)
                .until(() -> provider.get(job).number("JobState").orElse(0L) >= COMPLETED);
        CimInstance end = provider.get(job);
        assertThat(end.number("JobState"))
                .as(end.string("ErrorDescription").orElse(""))
                .isEqualTo(Optional.of(state));
        return end;
    }

    /** The system that an import has made. */
    public CimPath imported(CimPath job) {
        ended(job, COMPLETED);
        return provider.path(provider.only(job, "OpenVMAN_AffectedJobElement", "OpenVMAN_ComputerSystem"));
    }

    public void destroy(CimPath system) {
        provider.invoke(provider.managementService(), "DestroySystem", CimArgument.reference("AffectedSystem", system));
    }
}
