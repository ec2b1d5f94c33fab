package org.openvman.conformance.check;

/**
 * What a document asks for.
 *
 * @param document its number, as DSP0226
 * @param clause where in the document: a clause, a rule or the name of a feature
 * @param text the requirement in our own words
 */
public record Requirement(String document, String clause, Level level, String text) {
    @Override
    public String toString() {
        return document + " " + clause;
    }
}
