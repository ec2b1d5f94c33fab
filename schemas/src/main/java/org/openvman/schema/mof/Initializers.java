package org.openvman.schema.mof;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimType;
import org.openvman.schema.mof.MofGrammarParser.ArrayElementContext;
import org.openvman.schema.mof.MofGrammarParser.ArrayInitializerContext;
import org.openvman.schema.mof.MofGrammarParser.ConstantValueContext;
import org.openvman.schema.mof.MofGrammarParser.InitializerContext;
import org.openvman.schema.mof.MofGrammarParser.InstanceValueContext;

/** Reading the value after an equals sign: a literal, an array, an alias or an embedded instance. */
final class Initializers {
    private final Objects objects;

    /** Where the values come from that are not literals. */
    interface Objects {
        /** The path of what the alias stands for. */
        CimPath path(Token alias);

        /** The instance that the alias stands for. */
        CimInstance instance(Token alias);

        /** An instance written in place. */
        CimInstance instance(InstanceValueContext context);

        /** An instance written as MOF in a string (DSP0004, qualifier EmbeddedInstance). */
        CimInstance instance(Token at, String mof);
    }

    Initializers(Objects objects) {
        this.objects = objects;
    }

    @Nullable
    Object read(InitializerContext context, CimType type, boolean array) {
        ArrayInitializerContext elements = context.arrayInitializer();
        if (elements != null) {
            if (!array) {
                throw MofException.at(
                        context.getStart(), "found an array, expected one value of type " + type.mofName());
            }
            List<Object> values = new ArrayList<>();
            for (ArrayElementContext element : elements.arrayElement()) {
                Object value = value(element.constantValue(), element.ALIAS(), element.instanceValue(), type);
                if (value == null) {
                    throw MofException.at(element.getStart(), "found NULL, expected an element of an array");
                }
                values.add(value);
            }
            return values;
        }
        Object value = value(context.constantValue(), context.ALIAS(), context.instanceValue(), type);
        if (array && value != null) {
            throw MofException.at(context.getStart(), "found one value, expected '{' of an array of " + type.mofName());
        }
        return value;
    }

    private @Nullable Object value(
            @Nullable ConstantValueContext literal,
            @Nullable TerminalNode alias,
            @Nullable InstanceValueContext instance,
            CimType type) {
        if (literal != null) {
            if (type == CimType.EMBEDDED && literal.stringValue() != null) {
                return objects.instance(
                        literal.getStart(),
                        Literals.string(literal.stringValue().STRINGLITERAL()));
            }
            return Literals.value(literal, type);
        }
        if (alias != null) {
            return switch (type) {
                case REFERENCE -> objects.path(alias.getSymbol());
                case EMBEDDED -> objects.instance(alias.getSymbol());
                default ->
                    throw MofException.at(
                            alias.getSymbol(), "found an alias, expected a value of type " + type.mofName());
            };
        }
        InstanceValueContext written = java.util.Objects.requireNonNull(instance);
        if (type != CimType.EMBEDDED) {
            throw MofException.at(written.getStart(), "found an instance, expected a value of type " + type.mofName());
        }
        return objects.instance(written);
    }
}
