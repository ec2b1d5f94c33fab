package org.openvman.conformance.protocol;

import java.util.List;
import java.util.Optional;
import org.openvman.schema.ClassRepository;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimPropertyDeclaration;

/** Gives text that came over WS-Management the types of its declarations; typed values stay what they are. */
final class DeclaredTypes {
    private static final ClassRepository CLASSES = ClassRepository.load();

    CimInstance apply(CimInstance instance) {
        CimClass declaration = CLASSES.find(instance.className()).orElseThrow();
        return new CimInstance(
                instance.className(),
                instance.properties().stream()
                        .map(property -> apply(
                                property, declaration.property(property.name()).orElseThrow()))
                        .toList(),
                instance.path());
    }

    private static CimProperty apply(CimProperty property, CimPropertyDeclaration declaration) {
        Optional<Object> value = Optional.ofNullable(property.value())
                .map(found -> declaration.array() && !(found instanceof List<?>) ? List.of(found) : found);
        return new CimProperty(declaration.name(), declaration.type(), declaration.array(), value.orElse(null));
    }
}
