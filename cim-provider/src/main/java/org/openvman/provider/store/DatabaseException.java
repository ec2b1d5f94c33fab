package org.openvman.provider.store;

import java.sql.SQLException;

/** The database refused or failed. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    // SQL:2016 part 2, 24.1: class 23 is an integrity constraint violation.
    private static final String INTEGRITY = "23";

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether a row with that key exists already, or another constraint was not kept. */
    public boolean isConflict() {
        return getCause() instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith(INTEGRITY);
    }
}
