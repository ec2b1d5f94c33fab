package org.openvman.provider.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a database to the newest schema: {@code 0001.sql}, {@code 0002.sql}, and so on, each in one transaction. */
final class SchemaVersions {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaVersions.class);

    private SchemaVersions() {}

    static void bring(Database database) {
        int version = database.transaction(SchemaVersions::current);
        Optional<String> next = script(version + 1);
        while (next.isPresent()) {
            version++;
            apply(database, version, next.get());
            next = script(version + 1);
        }
    }

    private static int current(Database.Transaction transaction) throws SQLException {
        transaction.update("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)");
        return transaction
                .query(row -> row.getInt(1), "SELECT COALESCE(MAX(version), 0) FROM schema_version")
                .get(0);
    }

    private static void apply(Database database, int version, String script) {
        database.transaction(transaction -> {
            for (String statement : script.split(";\\s*(?:\\R|$)", -1)) {
                if (!statement.isBlank()) {
                    transaction.update(statement);
                }
            }
            return transaction.update("INSERT INTO schema_version (version) VALUES (?)", version);
        });
        LOG.info("database schema is at version {}", version);
    }

    private static Optional<String> script(int version) {
        String name = String.format(Locale.ROOT, "%04d.sql", version);
        try (InputStream in = SchemaVersions.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("schema " + name, e);
        }
    }
}
