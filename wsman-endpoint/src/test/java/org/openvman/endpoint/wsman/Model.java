package org.openvman.endpoint.wsman;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimDateTime;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimType;

/** The instances that {@link ModelOperations} answers from. */
final class Model {
    static final CimInstance HOST = named(
            "OpenVMAN_HostComputerSystem",
            Map.of("CreationClassName", "OpenVMAN_HostComputerSystem", "Name", "alpha"),
            CimProperty.string("CreationClassName", "OpenVMAN_HostComputerSystem"),
            CimProperty.string("Name", "alpha"),
            CimProperty.string("ElementName", "Host <alpha> & co"));

    static final CimInstance SYSTEM = named(
            "OpenVMAN_ComputerSystem",
            Map.of("CreationClassName", "OpenVMAN_ComputerSystem", "Name", "one"),
            CimProperty.string("CreationClassName", "OpenVMAN_ComputerSystem"),
            CimProperty.string("Name", "one"),
            CimProperty.string("ElementName", "System \u0007 \u00e4 \ud83d\ude00"),
            CimProperty.ofNull("Caption", CimType.STRING),
            CimProperty.of("EnabledState", CimType.UINT16, 2L),
            CimProperty.of("OperationalStatus", CimType.UINT16, List.of(2L, 15L)),
            CimProperty.of("TimeOfLastStateChange", CimType.DATETIME, new CimDateTime("20261122120000.250000+060")));

    static final CimInstance DISK = named(
            "OpenVMAN_LogicalDisk",
            Map.of(
                    "SystemCreationClassName",
                    "OpenVMAN_ComputerSystem",
                    "SystemName",
                    "one",
                    "CreationClassName",
                    "OpenVMAN_LogicalDisk",
                    "DeviceID",
                    "one/vda"),
            CimProperty.string("DeviceID", "one/vda"),
            CimProperty.of("NumberOfBlocks", CimType.UINT64, "18446744073709551615"));

    static final CimInstance SYSTEM_DISK = named(
            "OpenVMAN_SystemDevice",
            Map.of("GroupComponent", path(SYSTEM), "PartComponent", path(DISK)),
            CimProperty.reference("GroupComponent", path(SYSTEM)),
            CimProperty.reference("PartComponent", path(DISK)));

    static final CimInstance SERVICE = named(
            "OpenVMAN_VirtualSystemManagementService",
            Map.of(
                    "SystemCreationClassName",
                    "OpenVMAN_HostComputerSystem",
                    "SystemName",
                    "alpha",
                    "CreationClassName",
                    "OpenVMAN_VirtualSystemManagementService",
                    "Name",
                    "management"),
            CimProperty.string("Name", "management"));

    static final CimInstance SETTINGS = named(
            "OpenVMAN_VirtualSystemSettingData",
            Map.of("InstanceID", "OpenVMAN:one"),
            CimProperty.string("InstanceID", "OpenVMAN:one"),
            CimProperty.of(
                    "AutomaticStartupActionDelay", CimType.DATETIME, CimDateTime.of(Duration.parse("P1DT2H3M4.5S"))),
            CimProperty.of("CreationTime", CimType.DATETIME, new CimDateTime("20261122******.******+000")));

    private Model() {}

    static List<CimInstance> all() {
        return List.of(HOST, SYSTEM, DISK, SYSTEM_DISK, SERVICE, SETTINGS);
    }

    static CimPath path(CimInstance instance) {
        return instance.path().orElseThrow();
    }

    private static CimInstance named(String className, Map<String, ?> keys, CimProperty... properties) {
        return CimInstance.of(className, properties).withPath(new CimPath("root/virt", className, keys));
    }

    static boolean sameKeys(CimPath path, CimPath other) {
        return path.keys().size() == other.keys().size()
                && path.keys().entrySet().stream().allMatch(key -> {
                    Object value = other.key(key.getKey()).orElse("");
                    return key.getValue() instanceof CimPath inner
                            ? value instanceof CimPath wanted && sameKeys(inner, wanted)
                            : key.getValue().toString().equals(value.toString());
                });
    }

    static String text(CimInstance instance) {
        StringBuilder out = new StringBuilder(instance.className()).append('{');
        for (CimProperty property : instance.properties()) {
            append(out, property.name(), property.type(), property.value());
        }
        return out.append('}').toString();
    }

    static String text(List<CimArgument> arguments) {
        StringBuilder out = new StringBuilder("(");
        for (CimArgument argument : arguments) {
            append(out, argument.name(), argument.type(), argument.value());
        }
        return out.append(')').toString();
    }

    private static void append(StringBuilder out, String name, CimType type, Object value) {
        out.append(name)
                .append(':')
                .append(type.name().toLowerCase(Locale.ROOT))
                .append('=');
        out.append(value(value)).append(' ');
    }

    private static String value(Object value) {
        if (value instanceof CimInstance instance) {
            return text(instance);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Model::value).toList().toString();
        }
        return String.valueOf(value);
    }
}
