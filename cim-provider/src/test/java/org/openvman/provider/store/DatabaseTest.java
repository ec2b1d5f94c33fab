package org.openvman.provider.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    private static final String INSERT =
            "INSERT INTO service_address (host, network, address, service, member) VALUES (?, ?, ?, ?, ?)";

    @TempDir
    private Path folder;

    @Test
    void whatWasWrittenIsThereAfterTheNextOpen() {
        try (Database database = open()) {
            insert(database, "10.77.0.2");
        }
        try (Database database = open()) {
            assertThat(count(database)).isEqualTo(1);
        }
    }

    @Test
    void aTransactionThatFailsLeavesNothing() {
        try (Database database = open()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> database.transaction(transaction -> {
                        transaction.update(INSERT, "h", "n", "10.77.0.3", "s", "m");
                        throw new IllegalStateException("half way");
                    }));

            assertThat(count(database)).isZero();
        }
    }

    @Test
    void aKeyInUseIsAConflict() {
        try (Database database = open()) {
            insert(database, "10.77.0.2");

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> insert(database, "10.77.0.2"))
                    .satisfies(e -> assertThat(e.isConflict()).isTrue());
        }
    }

    @Test
    void wrongSqlIsNoConflict() {
        try (Database database = open()) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> database.transaction(transaction -> transaction.update("DELETE FROM nowhere")))
                    .withMessageContaining("NOWHERE")
                    .satisfies(e -> assertThat(e.isConflict()).isFalse());
        }
    }

    private Database open() {
        return Database.inFile(folder.resolve("openvman"));
    }

    private static void insert(Database database, String address) {
        database.transaction(transaction -> transaction.update(INSERT, "h", "n", address, "s", "m"));
    }

    private static int count(Database database) {
        return database.transaction(
                        transaction -> transaction.query(row -> row.getInt(1), "SELECT COUNT(*) FROM service_address"))
                .get(0);
    }
}
