package org.openvman.schema.mof;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimType;
import org.openvman.schema.mof.MofGrammarParser.ArrayInitializerContext;
import org.openvman.schema.mof.MofGrammarParser.InitializerContext;
import org.openvman.schema.mof.MofGrammarParser.InstanceValueContext;
import org.openvman.schema.mof.MofGrammarParser.ValueContext;

/** Reading the value of a property or qualifier: a literal, an alias, an embedded instance, or an array of these. */
final class Initializers {
    private final Objects objects;

    /** Where the values come from that are not literals; only references and embedded instances need it. */
    interface Objects {
        /** The path of what the alias stands for. */
        CimPath path(Token alias);

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
        return context.value() == null
                ? read(context.arrayInitializer(), type, array)
                : read(context.value(), type, array);
    }

    List<Object> read(ArrayInitializerContext context, CimType type, boolean array) {
        if (!array) {
            throw MofException.at(context.getStart(), "found an array, expected one value of type " + type.mofName());
        }
        List<Object> values = new ArrayList<>();
        for (ValueContext element : context.value()) {
            Object value = value(element, type);
            if (value == null) {
                throw MofException.at(element.getStart(), "found NULL, expected an element of an array");
            }
            values.add(value);
        }
        return values;
    }

    @Nullable
    Object read(ValueContext context, CimType type, boolean array) {
        Object value = value(context, type);
        if (array && value != null) {
            throw MofException.at(context.getStart(), "found one value, expected '{' of an array of " + type.mofName());
        }
        return value;
    }

    private @Nullable Object value(ValueContext context, CimType type) {
        Token start = context.getStart();
        int kind = start.getType();
        if (type == CimType.REFERENCE && kind == MofGrammarParser.ALIAS) {
            return objects.path(start);
        }
        if (type == CimType.EMBEDDED && kind == MofGrammarParser.INSTANCE) {
            return objects.instance(context.instanceValue());
        }
        if (type == CimType.EMBEDDED && kind == MofGrammarParser.STRINGLITERAL) {
            return objects.instance(start, Literals.string(context.STRINGLITERAL()));
        }
        return Literals.value(context, type);
    }
}
