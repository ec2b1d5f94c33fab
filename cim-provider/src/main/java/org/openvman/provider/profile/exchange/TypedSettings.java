package org.openvman.provider.profile.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.schema.ClassRepository;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimPropertyDeclaration;

/** Makes settings that are written as text instances, with the types of their class: what clients send to DefineSystem. */
record TypedSettings(ClassRepository classes) {

    /**
     * An instance of what the class declares of the settings.
     *
     * @throws CimException INVALID_PARAMETER naming a value that the class does not allow
     */
    CimInstance instance(String className, Map<String, List<String>> texts) {
        List<CimProperty> properties = new ArrayList<>();
        texts.forEach((name, values) -> classes.find(className)
                .flatMap(declaration -> declaration.property(name))
                .ifPresent(declared -> properties.add(property(className, declared, values))));
        return new CimInstance(className, properties, Optional.empty());
    }

    private static CimProperty property(String className, CimPropertyDeclaration declared, List<String> texts) {
        try {
            List<Object> values = texts.stream().map(declared.type()::coerce).toList();
            return new CimProperty(
                    declared.name(), declared.type(), declared.array(), declared.array() ? values : values.get(0));
        } catch (IllegalArgumentException e) {
            throw new CimException(
                    CimStatus.INVALID_PARAMETER,
                    "the package's " + className + "." + declared.name() + ": " + e.getMessage(),
                    e);
        }
    }
}
