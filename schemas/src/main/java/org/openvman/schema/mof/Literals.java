package org.openvman.schema.mof;

import java.math.BigInteger;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimType;
import org.openvman.schema.mof.MofGrammarParser.ValueContext;

/** The value of a literal (DSP0004, constant values), checked against the type that it is for. */
final class Literals {
    /** Longer than any literal of 64 bits, even in binary. */
    private static final int LONGEST_INTEGER = 80;

    private Literals() {}

    /** The value as the Java class of the type; null for NULL. */
    static @Nullable Object value(ValueContext literal, CimType type) {
        Token token = literal.getStart();
        try {
            return switch (token.getType()) {
                case MofGrammarParser.NULL -> null;
                case MofGrammarParser.TRUE -> exactly(CimType.BOOLEAN, type, token, true);
                case MofGrammarParser.FALSE -> exactly(CimType.BOOLEAN, type, token, false);
                case MofGrammarParser.CHARACTER -> exactly(CimType.CHAR16, type, token, character(token));
                case MofGrammarParser.REAL -> real(token, type);
                case MofGrammarParser.INTEGER -> integer(token, type);
                case MofGrammarParser.STRINGLITERAL -> text(string(literal.STRINGLITERAL()), type, token);
                default -> throw mismatch(token, type);
            };
        } catch (IllegalArgumentException e) {
            throw MofException.at(token, String.valueOf(e.getMessage()));
        }
    }

    /** Adjacent string literals are one string. */
    static String string(List<TerminalNode> literals) {
        if (literals.size() == 1) {
            return unquoted(literals.get(0).getText());
        }
        StringBuilder joined = new StringBuilder();
        for (TerminalNode literal : literals) {
            joined.append(unquoted(literal.getText()));
        }
        return joined.toString();
    }

    private static Object exactly(CimType literalType, CimType type, Token token, Object value) {
        if (type != literalType) {
            throw mismatch(token, type);
        }
        return value;
    }

    private static Character character(Token token) {
        String text = unquoted(token.getText());
        if (text.length() != 1) {
            throw MofException.at(token, "found " + token.getText() + ", expected a character of 16 bits");
        }
        return text.charAt(0);
    }

    private static Object real(Token token, CimType type) {
        if (type != CimType.REAL32 && type != CimType.REAL64) {
            throw mismatch(token, type);
        }
        return Double.valueOf(token.getText());
    }

    private static Object integer(Token token, CimType type) {
        if (!type.isInteger() && type != CimType.REAL32 && type != CimType.REAL64) {
            throw mismatch(token, type);
        }
        return type.coerce(number(token));
    }

    static BigInteger number(Token token) {
        String text = token.getText();
        if (text.length() > LONGEST_INTEGER) {
            throw MofException.at(token, "found an integer of " + text.length() + " digits");
        }
        int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        String digits = text.substring(sign);
        BigInteger magnitude = magnitude(token, digits);
        return text.startsWith("-") ? magnitude.negate() : magnitude;
    }

    private static BigInteger magnitude(Token token, String digits) {
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            return new BigInteger(digits.substring(2), 16);
        }
        if (digits.endsWith("b") || digits.endsWith("B")) {
            return new BigInteger(digits.substring(0, digits.length() - 1), 2);
        }
        if (digits.length() > 1 && digits.startsWith("0")) {
            if (digits.indexOf('8') >= 0 || digits.indexOf('9') >= 0) {
                throw MofException.at(token, "found " + digits + ", expected octal digits after the leading 0");
            }
            return new BigInteger(digits, 8);
        }
        return new BigInteger(digits);
    }

    private static Object text(String text, CimType type, Token token) {
        return switch (type) {
            case STRING -> text;
            case DATETIME -> type.coerce(text);
            case REFERENCE -> CimPath.parse(text);
            default -> throw mismatch(token, type);
        };
    }

    private static MofException mismatch(Token token, CimType type) {
        return MofException.at(token, "found " + token.getText() + ", expected a value of type " + type.mofName());
    }

    /** The text between the quotes of a string or character, escapes resolved; the lexer let only good ones pass. */
    private static String unquoted(String literal) {
        int end = literal.length() - 1;
        int escape = literal.indexOf('\\');
        if (escape < 0) {
            return literal.substring(1, end);
        }
        StringBuilder text = new StringBuilder(end);
        for (int at = 1; at < end; at++) {
            char c = literal.charAt(at);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char code = literal.charAt(++at);
            if (code == 'x' || code == 'X') {
                int stop = at + 1;
                while (stop < end && stop <= at + 4 && Character.digit(literal.charAt(stop), 16) >= 0) {
                    stop++;
                }
                text.append((char) Integer.parseInt(literal.substring(at + 1, stop), 16));
                at = stop - 1;
            } else {
                text.append(escaped(code));
            }
        }
        return text.toString();
    }

    private static char escaped(char code) {
        return switch (code) {
            case 'b', 'B' -> '\b';
            case 't', 'T' -> '\t';
            case 'n', 'N' -> '\n';
            case 'f', 'F' -> '\f';
            case 'r', 'R' -> '\r';
            default -> code;
        };
    }
}
