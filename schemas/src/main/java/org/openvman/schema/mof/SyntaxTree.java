package org.openvman.schema.mof;

import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.openvman.schema.mof.MofGrammarParser.MofSpecificationContext;

/** Text to syntax tree, with the first syntax error thrown as {@link MofException}. */
final class SyntaxTree {
    private static final int DEEPEST_INSTANCE = 32;

    private SyntaxTree() {}

    /**
     * The tree of a text without syntax errors.
     *
     * <p>The first pass stops at an error without a word, which makes it fast; a text that stops it is parsed again by
     * ANTLR's own strategy, which knows what was expected.
     */
    static MofSpecificationContext of(String source, String text) {
        MofGrammarParser quick = parser(source, text);
        quick.setErrorHandler(new BailErrorStrategy());
        try {
            return quick.mofSpecification();
        } catch (ParseCancellationException e) {
            return parser(source, text).mofSpecification();
        }
    }

    private static MofGrammarParser parser(String source, String text) {
        SyntaxErrors errors = new SyntaxErrors();
        Keywords lexer = new Keywords(CharStreams.fromString(text, source));
        lexer.removeErrorListeners();
        lexer.addErrorListener(errors);
        MofGrammarParser parser = new BoundedParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.addErrorListener(errors);
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        return parser;
    }

    /** Embedded instances are the one thing that nests; unbounded, they would overflow the stack. */
    private static final class BoundedParser extends MofGrammarParser {
        private int depth;

        BoundedParser(CommonTokenStream tokens) {
            super(tokens);
        }

        @Override
        public void enterRule(ParserRuleContext context, int state, int ruleIndex) {
            super.enterRule(context, state, ruleIndex);
            if (ruleIndex == RULE_instanceValue && ++depth > DEEPEST_INSTANCE) {
                throw MofException.at(context.getStart(), "instances are nested deeper than " + DEEPEST_INSTANCE);
            }
        }

        @Override
        public void exitRule() {
            if (_ctx.getRuleIndex() == RULE_instanceValue) {
                depth--;
            }
            super.exitRule();
        }
    }
}
