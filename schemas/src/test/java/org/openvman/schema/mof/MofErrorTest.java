package org.openvman.schema.mof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MofErrorTest {
    private static final String QUALIFIERS = "Qualifier Key : boolean = false, Scope(property, reference);"
            + " Qualifier Values : string[], Scope(property); Qualifier Max : uint8 = null, Scope(any);\n";

    private static void parse(String mof) {
        new MofParser().parse(MofSource.text("test.mof", QUALIFIERS + mof));
    }

    @Test
    void theMessageSaysWhereWhatAndWhatInstead() {
        MofException error =
                catchThrowableOfType(MofException.class, () -> parse("class X {\n  string Name\n  string Other;\n};"));
        assertThat(error).hasMessage("test.mof:4:3: found string, expected '[', '(', ';' or '='");
        assertThat(error.source()).isEqualTo("test.mof");
        assertThat(error.line()).isEqualTo(4);
        assertThat(error.column()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    clas X { };                       | found clas, expected the end of the text, '#pragma', '[', 'class', 'instance' or 'qualifier'
                    class X { string Name; }          | found the end of the text, expected ';'
                    class X { strin Name; };          | found Name, expected 'ref'
                    class X { [Key strin Name; };     | found strin, expected
                    class 5 { };                      | found 5, expected a name
                    class X { uint8 P = 300; };       | 300 is out of range for uint8 (0..255)
                    class X { uint8 P = "a"; };       | found "a", expected a value of type uint8
                    class X { uint8 P = 089; };       | found 089, expected octal digits after the leading 0
                    class X { string P = 5; };        | found 5, expected a value of type string
                    class X { boolean P = 1; };       | found 1, expected a value of type boolean
                    class X { uint8 P[] = 1; };       | found one value, expected '{' of an array of uint8
                    class X { uint8 P = {1}; };       | found an array, expected one value of type uint8
                    class X { uint8 P[] = {1, null}; }; | found NULL, expected an element of an array
                    class X { uint8 P[0]; };          | found array size 0, expected 1 to 65536
                    class X { uint8 P[18446744073709551617]; }; | expected 1 to 65536
                    class X { char16 P = '😀'; };     | expected a character of 16 bits
                    class X { datetime P = "now"; };  | not a CIM datetime: "now"
                    class X { string P; uint8 p; };   | found p a second time, expected another name
                    class X { }; class x { };         | class x was declared before
                    [Colour] class X { };             | qualifier Colour is not declared
                    [Key] class X { };                | qualifier Key does not belong on: class
                    class X { [Key, key] string P; }; | qualifier Key stands here twice
                    class X { [Key {true}] string P; };   | found an array, expected one value of type boolean
                    class X { [Values("a")] string P; };  | found one value, expected '{' of an array of string
                    class X { [Max(1000)] string P; };    | 1000 is out of range for uint8
                    class X { string P = "abc; };     | expected a string that ends on its line
                    class X { string P = "a\\qb"; };   | escapes only with
                    class X { char16 P = 'ab'; };     | expected one character between single quotes
                    class X { }; /* no end            | expected */ of this comment
                    class X { string P; @ };          | found '@', which begins nothing in MOF
                    Qualifier Key : uint8, Scope(any);    | qualifier Key was declared before, and differently
                    Qualifier New : uint8 = {1}, Scope(any);    | found an array, expected one value of type uint8
                    Qualifier New : uint8[] = 1, Scope(any);    | found one value, expected '{' of an array of uint8
                    #pragma include ("other.mof")     | a text without a folder cannot include "other.mof"
                    """)
    void mistakes(String mof, String message) {
        assertThatThrownBy(() -> parse(mof))
                .isInstanceOf(MofException.class)
                .hasMessageStartingWith("test.mof:2:")
                .hasMessageContaining(message);
    }

    @Test
    void aDataTypeIsCalledSo() {
        assertThatThrownBy(() -> parse("Qualifier New : colour, Scope(any);"))
                .hasMessage("test.mof:2:17: found colour, expected a data type");
    }

    // Anyone may send MOF to us one day: no input may take the stack or the clock.
    @Test
    void deepAndLongTextsEndInAnError() {
        String deep = "instance of X { P = ".repeat(5_000);
        assertThatThrownBy(() -> parse("class X { string P; };" + deep)).hasMessageContaining("nested deeper than 32");
        String digits = "9".repeat(1_000_000);
        assertThatThrownBy(() -> parse("class X { uint8 P = " + digits + "; };"))
                .hasMessageContaining("an integer of 1000000 digits");
    }
}
