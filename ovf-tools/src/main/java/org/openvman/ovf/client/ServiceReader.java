package org.openvman.ovf.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.openvman.ovf.model.ByteSize;
import org.openvman.ovf.model.ProgrammaticUnits;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/** Follows the associations from a service to its tiers, their members and what those have. */
final class ServiceReader {
    private static final String PROCESSOR = "3";
    private static final String MEMORY = "4";

    private final EndpointClient client;

    ServiceReader(EndpointClient client) {
        this.client = client;
    }

    ServiceState read(CimInstance application) {
        CimPath path = path(application);
        List<ServiceState.Tier> tiers =
                all(client.associators(Traversal.of(path).through("OpenVMAN_TierOfApplication"))).stream()
                        .map(this::tier)
                        .toList();
        return new ServiceState(path, name(application), state(application), tiers);
    }

    private ServiceState.Tier tier(CimInstance tier) {
        CimPath path = path(tier);
        List<ServiceState.Member> members =
                all(client.references(Traversal.of(path).to("OpenVMAN_MemberOfTier"))).stream()
                        .flatMap(membership -> member(membership).stream())
                        .sorted(Comparator.comparing(ServiceState.Member::name))
                        .toList();
        return new ServiceState.Tier(
                path, name(tier), number(tier, "MinNumberNeeded"), number(tier, "MaxNumberSupported"), members);
    }

    private Optional<ServiceState.Member> member(CimInstance membership) {
        return membership.reference("Member").map(reference -> {
            CimInstance system = client.get(reference);
            OptionalInt cpus = OptionalInt.empty();
            Optional<ByteSize> memory = Optional.empty();
            for (CimInstance allocation : allocations(reference)) {
                String type = allocation.string("ResourceType").orElse("");
                if (type.equals(PROCESSOR)) {
                    cpus = number(allocation, "VirtualQuantity");
                } else if (type.equals(MEMORY)) {
                    memory = size(allocation);
                }
            }
            return new ServiceState.Member(
                    system.string("Name").orElse(""),
                    name(system),
                    EnabledState.text(system.string("EnabledState").orElse("")),
                    cpus,
                    memory,
                    membership.string("Address").filter(address -> !address.isBlank()),
                    number(membership, "Port"),
                    membership.string("URL"),
                    membership.string("Ready").map(Boolean::valueOf));
        });
    }

    /** The allocations of the state of a system, not those of its definition (DSP1057). */
    private List<CimInstance> allocations(CimPath system) {
        return all(client.associatorNames(Traversal.of(system).through("OpenVMAN_SettingsDefineState"))).stream()
                .flatMap(settings -> all(client.associators(
                                Traversal.of(settings).through("OpenVMAN_VirtualSystemSettingDataComponent")))
                        .stream())
                .toList();
    }

    private static Optional<ByteSize> size(CimInstance allocation) {
        return allocation
                .string("VirtualQuantity")
                .flatMap(quantity -> ProgrammaticUnits.size(
                        quantity,
                        allocation
                                .string("VirtualQuantityUnits")
                                .or(() -> allocation.string("AllocationUnits"))
                                .orElse("byte")));
    }

    private static String name(CimInstance instance) {
        return instance.string("ElementName")
                .filter(name -> !name.isBlank())
                .or(() -> instance.string("Name"))
                .orElse("");
    }

    private static String state(CimInstance application) {
        return application.elements("StatusDescriptions").stream()
                .findFirst()
                .map(description -> lowerState(description.toString()))
                .orElseGet(() ->
                        EnabledState.text(application.string("EnabledState").orElse("")));
    }

    /** {@code BROKEN: why} begins like the states of members. */
    private static String lowerState(String description) {
        int end = description.indexOf(':') < 0 ? description.length() : description.indexOf(':');
        return description.substring(0, end).toLowerCase(Locale.ROOT) + description.substring(end);
    }

    private static OptionalInt number(CimInstance instance, String property) {
        return instance.string(property).stream().mapToInt(Integer::parseInt).findFirst();
    }

    private static CimPath path(CimInstance instance) {
        return instance.path().orElseThrow(() -> new IllegalStateException(instance.className() + " without a path"));
    }

    /** Everything at once: other calls follow while the results are gone through. */
    private static <T> List<T> all(Stream<T> results) {
        try (results) {
            List<T> list = new ArrayList<>();
            results.forEachOrdered(list::add);
            return list;
        }
    }
}
