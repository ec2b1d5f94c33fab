package org.openvman.conformance.suite.vman;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openvman.conformance.check.CheckFailure;
import org.openvman.conformance.check.Client;
import org.openvman.conformance.check.Expect;
import org.openvman.conformance.check.Instance;
import org.openvman.conformance.check.MethodAnswer;
import org.openvman.conformance.check.NotApplicable;
import org.openvman.conformance.wire.EndpointReference;
import org.openvman.conformance.wire.Unreachable;

/**
 * A virtual system that the suite defines when it first needs it, and destroys. It has no operating system, unless it is
 * given one.
 */
final class TestSystem {
    static final long MEMORY_MEBIBYTES = 128;
    private static final long DISK_BYTES = 16L << 20;
    private static final long STATE_PATIENCE_SECONDS = 60;
    private static final long NOT_SUPPORTED = 1;
    private static final long TIMEOUT_NOT_SUPPORTED = 4098;
    private static final String SHUTDOWN_LIMIT =
            "<p:TimeoutPeriod><cim:Interval>PT10S</cim:Interval></p:TimeoutPeriod>";

    private final Virtualization virtualization;
    private final TestBoot boot;
    private final String name = "conform-" + UUID.randomUUID().toString().substring(0, 8);
    private @Nullable EndpointReference reference;
    private boolean booting;

    TestSystem(Virtualization virtualization, TestBoot boot) {
        this.virtualization = virtualization;
        this.boot = boot;
    }

    /** Its ElementName. */
    String name() {
        return name;
    }

    /** Where it is; it is defined if it is not there yet. */
    EndpointReference reference(Client client) {
        if (reference == null) {
            reference = define(client).reference("ResultingSystem");
        }
        return reference;
    }

    Instance instance(Client client) {
        return client.get(reference(client));
    }

    private MethodAnswer define(Client client) {
        StringBuilder resources = new StringBuilder()
                .append(Settings.resource("ResourceSettings", Settings.wanted(ResourceKind.PROCESSOR, 1)))
                .append(Settings.resource("ResourceSettings", Settings.wanted(ResourceKind.MEMORY, MEMORY_MEBIBYTES)))
                .append(boot.resources());
        disk(client).ifPresent(resources::append);
        MethodAnswer answer = client.invoke(
                virtualization.service(client).reference(),
                "DefineSystem",
                Settings.system("SystemSettings", Map.of("ElementName", name)) + resources);
        return client.completed(answer);
    }

    /**
     * A small disk from the first storage pool, as an argument of ResourceSettings; empty if there is no such pool, or if
     * systems have folders.
     */
    Optional<String> disk(Client client) {
        if (boot.isFolder()) {
            return Optional.empty();
        }
        return virtualization.pool(client, ResourceKind.DISK).map(pool -> {
            Map<String, String> disk = Settings.wanted(ResourceKind.DISK, DISK_BYTES);
            disk.put("PoolID", pool.required("PoolID"));
            return Settings.resource("ResourceSettings", disk);
        });
    }

    /** The settings of the system as it is now. */
    Instance state(Client client) {
        return client.only(instance(client), "CIM_SettingsDefineState", "CIM_VirtualSystemSettingData");
    }

    /** The settings with which it starts next time; the same instance where the target keeps one only. */
    Instance definition(Client client) {
        Instance state = state(client);
        List<Instance> recorded = client.associated(state, "CIM_ElementSettingData", "CIM_VirtualSystemSettingData");
        return recorded.isEmpty() ? state : recorded.get(0);
    }

    /** The resources of a configuration. */
    static List<Instance> resources(Client client, Instance configuration) {
        return client.associated(
                configuration, "CIM_VirtualSystemSettingDataComponent", "CIM_ResourceAllocationSettingData");
    }

    /** The resource of a kind. */
    static Instance resource(Client client, Instance configuration, ResourceKind kind) {
        return resources(client, configuration).stream()
                .filter(setting -> setting.requiredNumber("ResourceType") == kind.code())
                .findFirst()
                .orElseThrow(() -> new CheckFailure(
                        "an allocation setting with ResourceType " + kind.code(), "none in the configuration"));
    }

    long enabledState(Client client) {
        return instance(client).requiredNumber("EnabledState");
    }

    MethodAnswer request(Client client, long state, String more) {
        EndpointReference system = reference(client);
        if (booting && Requested.asksTheGuest(state)) {
            boot.awaitGuest();
            booting = false;
        }
        booting |= Requested.starts(state);
        MethodAnswer answer = client.invoke(
                system, "RequestStateChange", "<p:RequestedState>" + state + "</p:RequestedState>" + more);
        if (state == Requested.REBOOT.code()) {
            boot.awaitGuest(); // it goes down first, and is off for a moment where a reboot is another start
        }
        return answer;
    }

    /** Requests a state; a shutdown by the guest, which nobody hears, is given little time where that is possible. */
    MethodAnswer request(Client client, Requested requested) {
        if (requested == Requested.SHUT_DOWN) {
            MethodAnswer limited = request(client, requested.code(), SHUTDOWN_LIMIT);
            if (!limited.returned(TIMEOUT_NOT_SUPPORTED)) {
                return limited;
            }
        }
        return request(client, requested.code(), "");
    }

    /** Whether the target says that the state can be requested; true if it says nothing. */
    boolean supports(Client client, Requested requested) {
        List<Instance> capabilities =
                client.associated(instance(client), "CIM_ElementCapabilities", "CIM_EnabledLogicalElementCapabilities");
        List<String> supported = capabilities.stream()
                .flatMap(each -> each.values("RequestedStatesSupported").stream())
                .toList();
        return supported.isEmpty() || supported.contains(Integer.toString(requested.code()));
    }

    /** Gets it into a state by transitions that the table allows. */
    void bring(Client client, SystemState wanted) {
        if (enabledState(client) == wanted.enabledState()) {
            return;
        }
        switch (wanted) {
            case DEFINED -> go(client, Requested.DISABLED);
            case ACTIVE -> go(client, Requested.ENABLED);
            case PAUSED -> {
                bring(client, SystemState.ACTIVE);
                go(client, Requested.QUIESCE);
            }
            case SUSPENDED -> {
                bring(client, SystemState.ACTIVE);
                go(client, Requested.OFFLINE);
            }
        }
    }

    private void go(Client client, Requested requested) {
        MethodAnswer answer = request(client, requested.code(), "");
        if (answer.returned(NOT_SUPPORTED)) {
            throw new NotApplicable(
                    "the target has no state " + requested.target().word());
        }
        client.completed(answer);
        await(client, requested.target());
    }

    /** Waits for a state. */
    void await(Client client, SystemState wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STATE_PATIENCE_SECONDS);
        long now = enabledState(client);
        while (now != wanted.enabledState()) {
            Expect.that(
                    System.nanoTime() < deadline,
                    "EnabledState " + wanted.enabledState() + " (" + wanted.word() + ")",
                    now);
            Client.pause();
            now = enabledState(client);
        }
    }

    MethodAnswer tryDestroy(Client client) {
        return client.invoke(
                virtualization.service(client).reference(),
                "DestroySystem",
                reference(client).toXml("p:AffectedSystem"));
    }

    /** To be called when it is gone by another hand. */
    void forget() {
        reference = null;
    }

    /** Removes it if it is there, as far as that is possible. */
    void destroy(Client client) {
        if (reference != null) {
            try {
                tryDestroy(client);
            } catch (CheckFailure | NotApplicable | Unreachable e) {
                // The checks have told what is wrong; here it can only be left.
            }
            forget();
        }
    }
}
