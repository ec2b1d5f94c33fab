package org.openvman.schema.mof;

import java.math.BigInteger;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.openvman.schema.cim.CimType;
import org.openvman.schema.mof.MofGrammarParser.ArrayContext;
import org.openvman.schema.mof.MofGrammarParser.DataTypeContext;

/** Reading data types and array marks. */
final class Types {
    private static final BigInteger LARGEST_ARRAY = BigInteger.valueOf(65_536);

    private Types() {}

    static CimType of(DataTypeContext context) {
        return CimType.named(context.getText())
                .orElseThrow(() -> MofException.at(context.getStart(), "not a type: " + context.getText()));
    }

    /** The fixed size of an array that has one. */
    static OptionalInt size(@Nullable ArrayContext array) {
        if (array == null || array.INTEGER() == null) {
            return OptionalInt.empty();
        }
        BigInteger size = Literals.number(array.INTEGER().getSymbol());
        if (size.signum() <= 0 || size.compareTo(LARGEST_ARRAY) > 0) {
            throw MofException.at(
                    array.INTEGER().getSymbol(), "found array size " + size + ", expected 1 to " + LARGEST_ARRAY);
        }
        return OptionalInt.of(size.intValueExact());
    }
}
