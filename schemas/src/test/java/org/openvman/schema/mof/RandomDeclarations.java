package org.openvman.schema.mof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimParameter;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;
import org.openvman.schema.cim.CimPropertyDeclaration;
import org.openvman.schema.cim.CimType;
import org.openvman.schema.cim.Qualifier;
import org.openvman.schema.cim.QualifierDeclaration;
import org.openvman.schema.cim.QualifierScope;

/** Declarations of every shape, the same for the same seed. */
final class RandomDeclarations {
    private static final QualifierDeclaration KEY = new QualifierDeclaration(
            "Key",
            CimType.BOOLEAN,
            false,
            OptionalInt.empty(),
            false,
            EnumSet.of(QualifierScope.PROPERTY, QualifierScope.REFERENCE),
            false,
            true,
            false);
    private static final QualifierDeclaration EMBEDDED = new QualifierDeclaration(
            "EmbeddedInstance",
            CimType.STRING,
            false,
            OptionalInt.empty(),
            null,
            EnumSet.allOf(QualifierScope.class),
            true,
            true,
            false);
    private static final List<CimType> LITERAL_TYPES = List.of(
            CimType.BOOLEAN,
            CimType.CHAR16,
            CimType.UINT8,
            CimType.SINT8,
            CimType.UINT16,
            CimType.SINT16,
            CimType.UINT32,
            CimType.SINT32,
            CimType.UINT64,
            CimType.SINT64,
            CimType.REAL32,
            CimType.REAL64,
            CimType.STRING,
            CimType.DATETIME);

    private final Random random;
    private final List<QualifierDeclaration> qualifiers = new ArrayList<>(List.of(KEY, EMBEDDED));
    private final List<CimClass> classes = new ArrayList<>();

    private RandomDeclarations(long seed) {
        random = new Random(seed);
    }

    static MofDeclarations of(long seed) {
        return new RandomDeclarations(seed).make();
    }

    private MofDeclarations make() {
        for (int i = random.nextInt(6); i > 0; i--) {
            qualifiers.add(qualifierDeclaration("Q" + i));
        }
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            classes.add(declaredClass("X_Class" + i));
        }
        List<CimInstance> instances = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            instances.add(named(instance(2)));
        }
        return new MofDeclarations(qualifiers, classes, instances);
    }

    private QualifierDeclaration qualifierDeclaration(String name) {
        CimType type = literalType();
        boolean array = random.nextBoolean();
        Set<QualifierScope> scopes = EnumSet.of(
                QualifierScope.CLASS, QualifierScope.PROPERTY, QualifierScope.METHOD, QualifierScope.PARAMETER);
        return new QualifierDeclaration(
                name,
                type,
                array,
                array && random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(9)) : OptionalInt.empty(),
                valueOrNull(type, array),
                random.nextBoolean() ? scopes : EnumSet.allOf(QualifierScope.class),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private List<Qualifier> qualifiers() {
        List<Qualifier> some = new ArrayList<>();
        for (QualifierDeclaration declaration : qualifiers.subList(2, qualifiers.size())) {
            if (random.nextInt(3) == 0) {
                some.add(new Qualifier(
                        declaration.name(),
                        declaration.type(),
                        declaration.array(),
                        valueOrNull(declaration.type(), declaration.array()),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        declaration.translatable() || random.nextBoolean()));
            }
        }
        return some;
    }

    private CimClass declaredClass(String name) {
        List<CimPropertyDeclaration> properties = new ArrayList<>();
        properties.add(new CimPropertyDeclaration(
                "Name",
                CimType.STRING,
                false,
                OptionalInt.empty(),
                Optional.empty(),
                null,
                List.of(KEY.with(true)),
                name,
                false));
        for (CimType type : LITERAL_TYPES) {
            properties.add(property(name, type, false));
            properties.add(property(name, type, true));
        }
        properties.add(embedded(name));
        properties.add(reference(name));
        List<CimMethod> methods = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            methods.add(new CimMethod("Do" + i, literalType(), parameters(), qualifiers(), name, false));
        }
        return new CimClass(
                name,
                random.nextBoolean() ? Optional.of("X_Elsewhere") : Optional.empty(),
                qualifiers(),
                properties,
                methods);
    }

    private CimPropertyDeclaration property(String className, CimType type, boolean array) {
        return new CimPropertyDeclaration(
                "P_" + type + (array ? "_Array" : ""),
                type,
                array,
                array && random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(9)) : OptionalInt.empty(),
                Optional.empty(),
                valueOrNull(type, array),
                qualifiers(),
                className,
                false);
    }

    private CimPropertyDeclaration embedded(String className) {
        return new CimPropertyDeclaration(
                "Inside",
                CimType.EMBEDDED,
                true,
                OptionalInt.empty(),
                Optional.empty(),
                null,
                List.of(EMBEDDED.with("X_Class1")),
                className,
                false);
    }

    private CimPropertyDeclaration reference(String className) {
        return new CimPropertyDeclaration(
                "Link",
                CimType.REFERENCE,
                false,
                OptionalInt.empty(),
                Optional.of("X_Class1"),
                random.nextBoolean() ? path() : null,
                List.of(),
                className,
                false);
    }

    private List<CimParameter> parameters() {
        List<CimParameter> parameters = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            boolean reference = random.nextBoolean();
            parameters.add(new CimParameter(
                    "Parameter" + i,
                    reference ? CimType.REFERENCE : literalType(),
                    random.nextBoolean(),
                    reference ? Optional.of("X_Class1") : Optional.empty(),
                    qualifiers()));
        }
        return parameters;
    }

    private CimInstance instance(int depth) {
        CimClass of = classes.get(random.nextInt(classes.size()));
        List<CimProperty> properties = new ArrayList<>();
        for (CimPropertyDeclaration declared : of.properties()) {
            if (random.nextBoolean()) {
                properties.add(
                        new CimProperty(declared.name(), declared.type(), declared.array(), value(declared, depth)));
            }
        }
        return new CimInstance(of.name(), properties, Optional.empty());
    }

    private @Nullable Object value(CimPropertyDeclaration declared, int depth) {
        return switch (declared.type()) {
            case EMBEDDED -> depth == 0 ? null : List.of(instance(depth - 1), instance(depth - 1));
            case REFERENCE -> path();
            default -> valueOrNull(declared.type(), declared.array());
        };
    }

    /** The parser gives a path to an instance whose key has a value. */
    private CimInstance named(CimInstance instance) {
        return instance.string("Name")
                .map(name -> instance.withPath(new CimPath("root/virt", instance.className(), Map.of("Name", name))))
                .orElse(instance);
    }

    private CimPath path() {
        Map<String, Object> keys = new HashMap<>();
        keys.put("Name", text());
        keys.put("Number", random.nextLong());
        keys.put("Flag", random.nextBoolean());
        return new CimPath(random.nextBoolean() ? "root/virt" : "", "X_Class1", keys);
    }

    private @Nullable Object valueOrNull(CimType type, boolean array) {
        if (random.nextInt(4) == 0) {
            return null;
        }
        if (!array) {
            return value(type);
        }
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            values.add(value(type));
        }
        return values;
    }

    private Object value(CimType type) {
        return switch (type) {
            case BOOLEAN -> random.nextBoolean();
            case CHAR16 -> (char) random.nextInt(0x10000);
            case UINT8 -> random.nextInt(0x100);
            case SINT8 -> random.nextInt(0x100) - 0x80;
            case UINT16 -> random.nextInt(0x10000);
            case SINT16 -> random.nextInt(0x10000) - 0x8000;
            case UINT32 -> random.nextLong(0x1_0000_0000L);
            case SINT32 -> random.nextInt();
            case UINT64 -> new BigInteger(64, random);
            case SINT64 -> random.nextLong();
            case REAL32, REAL64 -> (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(600) - 300.0);
            case STRING -> text();
            case DATETIME -> random.nextBoolean() ? "20261122150405.123456+060" : "00000001020304.******:000";
            case REFERENCE, EMBEDDED -> throw new IllegalArgumentException(type.name());
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(4) == 0 ? random.nextInt(400) : random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(6) == 0 ? (char) random.nextInt(0x10000) : (char) (' ' + random.nextInt(95)));
        }
        return text.toString();
    }

    private CimType literalType() {
        return LITERAL_TYPES.get(random.nextInt(LITERAL_TYPES.size()));
    }
}
