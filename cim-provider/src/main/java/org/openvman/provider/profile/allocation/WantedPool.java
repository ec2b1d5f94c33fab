package org.openvman.provider.profile.allocation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;
import org.openvman.schema.cim.CimInstance;

/**
 * What a client asks of a child pool: a folder (HostResource) and a size (VirtualQuantity, or Limit), in the units of
 * {@link ResourcePool#capacity}.
 */
record WantedPool(Optional<String> folder, OptionalLong size) {

    /**
     * Reads allocation settings.
     *
     * @throws IllegalArgumentException for a unit that the kind of pool does not have
     */
    static WantedPool of(ResourceKind kind, List<CimInstance> settings) {
        Optional<String> folder = Optional.empty();
        OptionalLong size = OptionalLong.empty();
        for (CimInstance setting : settings) {
            folder = folder.or(() -> setting.elements("HostResource").stream()
                    .map(Object::toString)
                    .findFirst());
            size = size.isPresent() ? size : size(kind, setting);
        }
        return new WantedPool(folder, size);
    }

    private static OptionalLong size(ResourceKind kind, CimInstance setting) {
        Optional<Long> quantity = setting.number("VirtualQuantity");
        if (quantity.isPresent()) {
            String usual = kind == ResourceKind.PROCESSOR ? "count" : ByteUnit.BYTE;
            return size(
                    kind, quantity.get(), setting.string("VirtualQuantityUnits").orElse(usual));
        }
        Optional<Long> limit = setting.number("Limit");
        String usual = kind == ResourceKind.PROCESSOR ? "percent" : ByteUnit.BYTE;
        return limit.isPresent()
                ? size(kind, limit.get(), setting.string("AllocationUnits").orElse(usual))
                : OptionalLong.empty();
    }

    private static OptionalLong size(ResourceKind kind, long quantity, String unit) {
        if (kind != ResourceKind.PROCESSOR) {
            return OptionalLong.of(ByteUnit.bytes(quantity, unit));
        }
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "percent" -> OptionalLong.of(quantity);
            case "count" -> OptionalLong.of(Math.multiplyExact(quantity, ResourcePool.PROCESSOR_PERCENT));
            default ->
                throw new IllegalArgumentException(
                        "pools of processors are given in \"percent\" of one or in \"count\", not in \"" + unit + "\"");
        };
    }
}
