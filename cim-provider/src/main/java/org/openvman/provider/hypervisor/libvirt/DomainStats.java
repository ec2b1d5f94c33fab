package org.openvman.provider.hypervisor.libvirt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.libvirt.jna.DomainPointer;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSample;

/**
 * Reads what virConnectGetAllDomainStats returns: pointers to {@code virDomainStatsRecord}s, each a domain and a list of
 * typed parameters. The records remain the caller's to free.
 */
final class DomainStats {
    /** Layout of virTypedParameter: char field[80], int type, 8 bytes of value. */
    static final int PARAMETER_SIZE = 96;

    static final int PARAMETER_TYPE = 80;
    static final int PARAMETER_VALUE = 88;

    /** virTypedParameterType */
    private static final int INT = 1;

    private static final int UINT = 2;
    private static final int LLONG = 3;
    private static final int ULLONG = 4;
    private static final int STRING = 7;

    private static final int UUID_BUFFER = 37;

    private DomainStats() {}

    /** The domains, each the caller's to close, with their states. */
    static Map<DomainHandle, DomainState> states(LibvirtLibrary library, List<Pointer> records) {
        Map<DomainHandle, DomainState> states = new LinkedHashMap<>();
        for (Pointer entry : records) {
            DomainPointer domain = new DomainPointer(entry.getPointer(0));
            library.functions().virDomainRef(domain);
            Map<String, Object> values = values(entry);
            states.put(
                    new DomainHandle(library, domain),
                    new DomainState(integer(values, "state.state"), integer(values, "state.reason")));
        }
        return states;
    }

    /** What the domains use. */
    static Map<SystemId, SystemSample> loads(NativeLibvirt functions, List<Pointer> records) {
        Map<SystemId, SystemSample> loads = new HashMap<>();
        byte[] uuid = new byte[UUID_BUFFER];
        for (Pointer entry : records) {
            // The identity is in the domain's object: no call to the host.
            if (functions.virDomainGetUUIDString(new DomainPointer(entry.getPointer(0)), uuid) == 0) {
                SystemId id = SystemId.parse(new String(uuid, 0, UUID_BUFFER - 1, StandardCharsets.US_ASCII));
                loads.put(id, DomainLoad.of(values(entry)));
            }
        }
        return loads;
    }

    /** The parameters of a record; numbers are Long, texts String. */
    private static Map<String, Object> values(Pointer entry) {
        Pointer parameters = entry.getPointer(Native.POINTER_SIZE);
        int count = entry.getInt(2L * Native.POINTER_SIZE);
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < count; i++) {
            Pointer parameter = parameters.share((long) PARAMETER_SIZE * i);
            String name = parameter.getString(0);
            switch (parameter.getInt(PARAMETER_TYPE)) {
                case INT -> values.put(name, (long) parameter.getInt(PARAMETER_VALUE));
                case UINT -> values.put(name, Integer.toUnsignedLong(parameter.getInt(PARAMETER_VALUE)));
                case LLONG, ULLONG -> values.put(name, parameter.getLong(PARAMETER_VALUE));
                case STRING ->
                    values.put(name, parameter.getPointer(PARAMETER_VALUE).getString(0));
                default -> {
                    // Doubles and booleans are of no interest.
                }
            }
        }
        return values;
    }

    private static int integer(Map<String, Object> values, String name) {
        return values.get(name) instanceof Long value ? value.intValue() : 0;
    }
}
