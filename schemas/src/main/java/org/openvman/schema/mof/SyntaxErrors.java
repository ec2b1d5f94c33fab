package org.openvman.schema.mof;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.LexerNoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/** Turns the first syntax error into a {@link MofException} that says what was found and what was expected. */
final class SyntaxErrors extends BaseErrorListener {
    private static final int LONGEST_QUOTE = 40;

    private static final Set<Integer> DATA_TYPES = Set.of(
            MofGrammarParser.BOOLEAN,
            MofGrammarParser.CHAR16,
            MofGrammarParser.DATETIME,
            MofGrammarParser.REAL32,
            MofGrammarParser.REAL64,
            MofGrammarParser.SINT16,
            MofGrammarParser.SINT32,
            MofGrammarParser.SINT64,
            MofGrammarParser.SINT8,
            MofGrammarParser.STRING,
            MofGrammarParser.UINT16,
            MofGrammarParser.UINT32,
            MofGrammarParser.UINT64,
            MofGrammarParser.UINT8);

    /** Keywords that are names, too; where any name can stand they need no mention. */
    private static final Set<Integer> SOFT_KEYWORDS = Set.of(
            MofGrammarParser.ANY,
            MofGrammarParser.AS,
            MofGrammarParser.ASSOCIATION,
            MofGrammarParser.CLASS,
            MofGrammarParser.DISABLEOVERRIDE,
            MofGrammarParser.ENABLEOVERRIDE,
            MofGrammarParser.FLAVOR,
            MofGrammarParser.INDICATION,
            MofGrammarParser.INSTANCE,
            MofGrammarParser.METHOD,
            MofGrammarParser.OF,
            MofGrammarParser.PARAMETER,
            MofGrammarParser.PROPERTY,
            MofGrammarParser.QUALIFIER,
            MofGrammarParser.REFERENCE,
            MofGrammarParser.RESTRICTED,
            MofGrammarParser.SCHEMA,
            MofGrammarParser.SCOPE,
            MofGrammarParser.TOSUBCLASS,
            MofGrammarParser.TRANSLATABLE);

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            @Nullable Object offendingSymbol,
            int line,
            int charPositionInLine,
            String message,
            @Nullable RecognitionException cause) {
        String problem = cause instanceof LexerNoViableAltException badText
                ? unreadable(badText)
                : "found " + found((Token) requireNonNull(offendingSymbol)) + ", expected "
                        + expected(
                                cause == null || cause.getExpectedTokens() == null
                                        ? ((Parser) recognizer).getExpectedTokens()
                                        : cause.getExpectedTokens());
        throw new MofException(recognizer.getInputStream().getSourceName(), line, charPositionInLine + 1, problem);
    }

    private static String unreadable(LexerNoViableAltException error) {
        int start = error.getStartIndex();
        String text = error.getInputStream().getText(Interval.of(start, start + LONGEST_QUOTE - 1));
        if (text.startsWith("\"")) {
            return "found " + shortened(text) + ", expected a string that ends on its line"
                    + " and escapes only with \\b \\t \\n \\f \\r \\\" \\' \\\\ \\x";
        }
        if (text.startsWith("'")) {
            return "found " + shortened(text) + ", expected one character between single quotes";
        }
        if (text.startsWith("/*")) {
            return "found the end of the text, expected */ of this comment";
        }
        return "found '" + text.substring(0, Math.min(1, text.length())) + "', which begins nothing in MOF";
    }

    private static String found(Token token) {
        return token.getType() == Token.EOF ? "the end of the text" : shortened(token.getText());
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() < LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }

    private static String expected(IntervalSet tokens) {
        boolean anyName = tokens.contains(MofGrammarParser.IDENTIFIER);
        boolean anyType = DATA_TYPES.stream().allMatch(tokens::contains);
        List<String> names = new ArrayList<>();
        if (anyType) {
            names.add("a data type");
        }
        for (int type : tokens.toList()) {
            boolean covered = (anyName && SOFT_KEYWORDS.contains(type)) || (anyType && DATA_TYPES.contains(type));
            if (!covered) {
                names.add(nameOf(type));
            }
        }
        if (names.size() < 2) {
            return String.join("", names);
        }
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static String nameOf(int type) {
        return switch (type) {
            case Token.EOF -> "the end of the text";
            case MofGrammarParser.IDENTIFIER -> "a name";
            case MofGrammarParser.INTEGER -> "an integer";
            case MofGrammarParser.REAL -> "a real";
            case MofGrammarParser.CHARACTER -> "a character";
            case MofGrammarParser.STRINGLITERAL -> "a string";
            case MofGrammarParser.ALIAS -> "an alias";
            case MofGrammarParser.PRAGMA -> "'#pragma'";
            default -> {
                String symbol = MofGrammarParser.VOCABULARY.getLiteralName(type);
                yield symbol == null ? "'" + Keywords.keyword(type) + "'" : symbol;
            }
        };
    }
}
