package org.openvman.ovf.edit;

import java.util.function.Function;

/**
 * A kind of edit: what users write for it, and what it means.
 *
 * @param name without dashes: {@code cpus} is {@code --cpus} on the command line
 * @param argument its form, for help
 * @param parser makes the edit of the argument; throws {@link IllegalArgumentException} when it has another form
 */
public record EditVerb(String name, String argument, String description, Function<String, Edit> parser) {

    /** The edit for one argument. */
    public Edit with(String text) {
        return parser.apply(text);
    }
}
