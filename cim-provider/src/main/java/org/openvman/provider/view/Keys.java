package org.openvman.provider.view;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimException.Detail;
import org.openvman.provider.operation.CimStatus;
import org.openvman.schema.ClassRepository;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimPropertyDeclaration;

/** Gives the keys of a path that came over a wire the types that its class declares. */
final class Keys {
    private final ClassRepository repository;

    Keys(ClassRepository repository) {
        this.repository = repository;
    }

    /**
     * The path with typed keys. Every key must be there: no class of ours has static methods, so a class is no target.
     *
     * @throws CimException INVALID_PARAMETER with the detail of what is wrong with which key
     */
    CimPath typed(CimPath path) {
        List<CimPropertyDeclaration> declared = repository
                .find(path.className())
                .map(found -> found.keys())
                .orElseThrow(() -> new CimException(CimStatus.INVALID_CLASS, "no class " + path.className()));
        if (declared.isEmpty()) {
            // A class above those that declare keys, CIM_ManagedElement: any key may turn out to be one.
            return path;
        }
        Map<String, Object> typed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (CimPropertyDeclaration key : declared) {
            Object given = path.key(key.name())
                    .orElseThrow(() -> new CimException(
                            CimStatus.INVALID_PARAMETER,
                            Detail.KEY_MISSING,
                            "the path of " + path.className() + " lacks the key " + key.name()));
            typed.put(key.name(), typed(path, key, given));
        }
        for (String given : path.keys().keySet()) {
            if (!typed.containsKey(given)) {
                throw new CimException(
                        CimStatus.INVALID_PARAMETER,
                        Detail.KEY_UNEXPECTED,
                        given + " is no key of " + path.className() + " (its keys are "
                                + String.join(", ", typed.keySet()) + ")");
            }
        }
        return path.withKeys(typed);
    }

    private Object typed(CimPath path, CimPropertyDeclaration key, Object given) {
        try {
            if (given instanceof CimPath reference) {
                return key.type().coerce(typed(reference));
            }
            return key.type().coerce(given);
        } catch (IllegalArgumentException e) {
            throw new CimException(
                    CimStatus.INVALID_PARAMETER,
                    Detail.KEY_TYPE,
                    "key " + key.name() + " of " + path.className() + ": " + e.getMessage());
        }
    }
}
