package org.openvman.provider.hypervisor.libvirt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.libvirt.jna.DomainPointer;

/**
 * Reads what virConnectGetAllDomainStats returns: an array of pointers to {@code virDomainStatsRecord}, each a domain and
 * a list of typed parameters.
 */
final class DomainStats {
    /** Layout of virTypedParameter: char field[80], int type, 8 bytes of value. */
    static final int PARAMETER_SIZE = 96;

    static final int PARAMETER_TYPE = 80;
    static final int PARAMETER_VALUE = 88;

    private DomainStats() {}

    /** The domains, each the caller's to close, with their states. The array remains the caller's to free. */
    static Map<DomainHandle, DomainState> states(LibvirtLibrary library, Pointer records, int count) {
        Map<DomainHandle, DomainState> states = new LinkedHashMap<>();
        for (Pointer entry : records.getPointerArray(0, count)) {
            DomainPointer domain = new DomainPointer(entry.getPointer(0));
            library.functions().virDomainRef(domain);
            Pointer parameters = entry.getPointer(Native.POINTER_SIZE);
            int parameterCount = entry.getInt(2L * Native.POINTER_SIZE);
            states.put(
                    new DomainHandle(library, domain),
                    new DomainState(
                            integer(parameters, parameterCount, "state.state"),
                            integer(parameters, parameterCount, "state.reason")));
        }
        return states;
    }

    private static int integer(Pointer parameters, int count, String name) {
        for (int i = 0; i < count; i++) {
            long offset = (long) PARAMETER_SIZE * i;
            if (parameters.getString(offset).equals(name)) {
                return parameters.getInt(offset + PARAMETER_VALUE);
            }
        }
        return 0;
    }
}
