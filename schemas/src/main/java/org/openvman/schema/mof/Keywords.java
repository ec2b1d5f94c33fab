package org.openvman.schema.mof;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** The lexer of the grammar, with the keywords told from other names: each is a token type of its own name. */
final class Keywords extends MofGrammarLexer {
    private static final Map<String, Integer> TYPES = types();

    Keywords(CharStream text) {
        super(text);
    }

    @Override
    public Token nextToken() {
        Token token = super.nextToken();
        if (token.getType() == IDENTIFIER && token instanceof CommonToken name) {
            name.setType(TYPES.getOrDefault(name.getText().toLowerCase(Locale.ROOT), IDENTIFIER));
        }
        return token;
    }

    private static Map<String, Integer> types() {
        Map<String, Integer> types = new HashMap<>();
        for (int type = MofGrammarParser.ANY; type <= MofGrammarParser.UINT8; type++) {
            types.put(keyword(type), type);
        }
        return Map.copyOf(types);
    }

    /** The keyword of a token type. */
    static String keyword(int type) {
        return MofGrammarParser.VOCABULARY.getSymbolicName(type).toLowerCase(Locale.ROOT);
    }
}
