package org.openvman.provider.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Transactions on the endpoint's database; safe for many threads. What a transaction wrote is on disk when it returns.
 */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 8;

    private final HikariDataSource connections;

    /** What is done in one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }

    /** Makes something of a row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Database(HikariConfig config) {
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setAutoCommit(false);
        config.setPoolName("database");
        connections = new HikariDataSource(config);
        try {
            SchemaVersions.bring(this);
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    /**
     * Opens the database in a file, which is made if there is none; H2 adds its own suffix.
     *
     * @throws DatabaseException if another process has it open
     */
    public static Database inFile(Path file) {
        // No WRITE_DELAY: a journal that is on disk half a second later is no journal.
        return at("jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "", "");
    }

    /** Opens a database that is gone when it is closed. */
    public static Database inMemory(String name) {
        return at("jdbc:h2:mem:" + name, "", "");
    }

    /** Opens the database at a JDBC URL; its driver must be on the class path. */
    public static Database at(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        try {
            return new Database(config);
        } catch (com.zaxxer.hikari.pool.HikariPool.PoolInitializationException e) {
            throw new DatabaseException("cannot open " + url + ": " + e.getMessage(), e);
        }
    }

    /**
     * Does the work, all of it or nothing.
     *
     * @throws DatabaseException for any SQL error
     */
    public <T> T transaction(Work<T> work) {
        try (Connection connection = connections.getConnection()) {
            try {
                T result = work.in(new Transaction(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseException("database: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        connections.close();
    }

    /** One transaction; parameters are put in the place of question marks. */
    public static final class Transaction {
        private final Connection connection;

        private Transaction(Connection connection) {
            this.connection = connection;
        }

        /** How many rows were changed. */
        public int update(String sql, Object... parameters) throws SQLException {
            try (PreparedStatement statement = prepare(sql, parameters)) {
                return statement.executeUpdate();
            }
        }

        public <T> List<T> query(Row<T> row, String sql, Object... parameters) throws SQLException {
            try (PreparedStatement statement = prepare(sql, parameters);
                    ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(row.read(rows));
                }
                return result;
            }
        }

        private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement;
        }
    }
}
