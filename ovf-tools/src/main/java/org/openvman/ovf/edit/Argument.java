package org.openvman.ovf.edit;

import java.util.List;

/** What stands behind an edit's name: {@code [SYSTEM=]VALUE} or {@code NAME=VALUE}. */
record Argument(String before, String after) {

    /** {@code [SYSTEM=]VALUE}: without {@code =} all of it is the value. */
    static Argument optional(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new Argument("", text.strip())
                : new Argument(
                        text.substring(0, equals).strip(),
                        text.substring(equals + 1).strip());
    }

    /** {@code NAME=VALUE}; the value may hold more equals signs. */
    static Argument pair(String text, String form) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw new EditException("'" + text + "' is not " + form);
        }
        return new Argument(text.substring(0, equals).strip(), text.substring(equals + 1));
    }

    /** The part before {@code =}, cut at colons. */
    List<String> words() {
        return List.of(before.split(":", -1));
    }

    long positive(String what) {
        try {
            long number = Long.parseLong(after);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new EditException("'" + after + "' is not " + what + "; write a whole number above zero");
    }
}
