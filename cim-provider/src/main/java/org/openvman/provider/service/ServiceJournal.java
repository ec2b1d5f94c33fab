package org.openvman.provider.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openvman.provider.service.ServiceException.Reason;
import org.openvman.provider.store.Database;
import org.openvman.provider.store.Database.Transaction;

/**
 * What is deployed and what is being done, in the database. Each method is one transaction; when it returns, it is
 * written.
 */
final class ServiceJournal {
    private static final int LONGEST_MESSAGE = 2000;

    private final Database database;
    private final ObjectMapper json = JsonMapper.builder().build();

    ServiceJournal(Database database) {
        this.database = database;
    }

    /** A row of the table of services. */
    record Entry(DeployedService service, Application.State state, String message) {}

    /** How far a step is. */
    enum StepState {
        /** Not begun, or undone. */
        OPEN,
        /** Begun, perhaps done, perhaps half done. */
        BEGUN,
        DONE
    }

    List<Entry> services() {
        return database.transaction(
                sql -> sql.query(this::entry, "SELECT document, state, message FROM service ORDER BY name"));
    }

    Optional<Entry> service(String name) {
        return database.transaction(sql -> find(sql, name));
    }

    /**
     * Begins an operation on a service that is there.
     *
     * @param kind says in which states it may begin
     * @param decide gives the operation, given the service and the names and addresses that are still free
     * @param plan gives its steps, given the operation and the service before
     */
    Operation begin(
            String name,
            Operation.Kind kind,
            Decision decide,
            BiFunction<Operation, DeployedService, List<Step>> plan) {
        return database.transaction(sql -> {
            Entry entry = find(sql, name)
                    .orElseThrow(() -> new ServiceException(Reason.NOT_FOUND, "there is no service \"" + name + "\""));
            if (!kind.from().contains(entry.state())) {
                throw new ServiceException(
                        isBusy(sql, name) ? Reason.BUSY : Reason.INVALID_STATE,
                        "service \"" + name + "\" is " + entry.state());
            }
            Operation operation = decide.decide(entry.service(), new Claims(sql));
            sql.update(
                    "UPDATE service SET state = ? WHERE name = ?",
                    operation.kind().meanwhile().name(),
                    name);
            insert(sql, operation, plan.apply(operation, entry.service()));
            return operation;
        });
    }

    /** Decides on an operation, inside the transaction that begins it. */
    @FunctionalInterface
    interface Decision {
        Operation decide(DeployedService service, Claims claims) throws SQLException;
    }

    /** Begins to deploy a service that is not there. */
    Operation beginDeployment(String name, AllocatedDecision decide, Function<Operation, List<Step>> plan) {
        return database.transaction(sql -> {
            if (find(sql, name).isPresent()) {
                throw new ServiceException(Reason.ALREADY_EXISTS, "there is a service \"" + name + "\" already");
            }
            Operation operation = new Operation(Operation.Kind.DEPLOY, decide.decide(new Claims(sql)));
            sql.update(
                    "INSERT INTO service (name, state, message, document) VALUES (?, ?, '', ?)",
                    name,
                    operation.kind().meanwhile().name(),
                    write(operation.target()));
            insert(sql, operation, plan.apply(operation));
            return operation;
        });
    }

    /** Decides where everything of a new service is, inside the transaction that begins its deployment. */
    @FunctionalInterface
    interface AllocatedDecision {
        DeployedService decide(Claims claims) throws SQLException;
    }

    /** Operations that were begun and not ended, after a restart. */
    List<Operation> unfinished() {
        return database.transaction(sql -> sql.query(
                row -> new Operation(
                        row.getString("service"),
                        Operation.Kind.valueOf(row.getString("kind")),
                        Operation.Direction.valueOf(row.getString("direction")),
                        read(row.getString("target")),
                        row.getString("reason")),
                "SELECT service, kind, direction, target, reason FROM service_operation ORDER BY service"));
    }

    List<StepState> steps(String service) {
        return database.transaction(sql -> sql.query(
                row -> StepState.valueOf(row.getString(1)),
                "SELECT state FROM service_step WHERE service = ? ORDER BY number",
                service));
    }

    void step(String service, int number, StepState state) {
        database.transaction(sql -> sql.update(
                "UPDATE service_step SET state = ? WHERE service = ? AND number = ?", state.name(), service, number));
    }

    Operation turnBack(Operation operation, String reason) {
        Operation back = operation.turnedBack(shortened(reason));
        database.transaction(sql -> sql.update(
                "UPDATE service_operation SET direction = ?, reason = ? WHERE service = ?",
                back.direction().name(),
                back.reason(),
                operation.service()));
        return back;
    }

    /** The operation got where it wanted: the service is its target now. */
    void succeed(Operation operation) {
        database.transaction(sql -> {
            end(sql, operation);
            if (operation.kind() == Operation.Kind.UNDEPLOY) {
                return remove(sql, operation.service());
            }
            releaseUnused(sql, operation.target());
            return update(sql, operation.target(), operation.kind().afterwards(), "");
        });
    }

    /** The operation is undone: the service is what it was. */
    void restore(Operation operation) {
        database.transaction(sql -> {
            end(sql, operation);
            if (operation.kind() == Operation.Kind.DEPLOY) {
                return remove(sql, operation.service());
            }
            DeployedService service =
                    find(sql, operation.service()).orElseThrow().service();
            releaseUnused(sql, service);
            return update(sql, service, operation.kind().from().get(0), "");
        });
    }

    /** Neither: what is left of it must be known, so that it can be undeployed. */
    void breakOff(Operation operation, String message) {
        database.transaction(sql -> {
            end(sql, operation);
            DeployedService left = operation.kind() == Operation.Kind.SCALE_OUT
                    ? operation.target()
                    : find(sql, operation.service()).orElseThrow().service();
            return update(sql, left, Application.State.BROKEN, shortened(message));
        });
    }

    private Optional<Entry> find(Transaction sql, String name) throws SQLException {
        return sql.query(this::entry, "SELECT document, state, message FROM service WHERE name = ?", name).stream()
                .findFirst();
    }

    private Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                read(row.getString("document")),
                Application.State.valueOf(row.getString("state")),
                row.getString("message"));
    }

    private static boolean isBusy(Transaction sql, String name) throws SQLException {
        return !sql.query(row -> row.getString(1), "SELECT kind FROM service_operation WHERE service = ?", name)
                .isEmpty();
    }

    private void insert(Transaction sql, Operation operation, List<Step> plan) throws SQLException {
        sql.update(
                "INSERT INTO service_operation (service, kind, direction, target, reason) VALUES (?, ?, ?, ?, '')",
                operation.service(),
                operation.kind().name(),
                operation.direction().name(),
                write(operation.target()));
        StepState state = operation.direction() == Operation.Direction.FORWARD ? StepState.OPEN : StepState.DONE;
        int number = 0;
        for (Step step : plan) {
            sql.update(
                    "INSERT INTO service_step (service, number, name, state) VALUES (?, ?, ?, ?)",
                    operation.service(),
                    number++,
                    step.name(),
                    state.name());
        }
    }

    private static void end(Transaction sql, Operation operation) throws SQLException {
        sql.update("DELETE FROM service_step WHERE service = ?", operation.service());
        sql.update("DELETE FROM service_operation WHERE service = ?", operation.service());
    }

    private static int remove(Transaction sql, String service) throws SQLException {
        sql.update("DELETE FROM service_address WHERE service = ?", service);
        sql.update("DELETE FROM service_name WHERE service = ?", service);
        return sql.update("DELETE FROM service WHERE name = ?", service);
    }

    private int update(Transaction sql, DeployedService service, Application.State state, String message)
            throws SQLException {
        return sql.update(
                "UPDATE service SET document = ?, state = ?, message = ? WHERE name = ?",
                write(service),
                state.name(),
                message,
                service.name());
    }

    /** Names and addresses of members that the service does not have (any more) are free again. */
    private static void releaseUnused(Transaction sql, DeployedService service) throws SQLException {
        Set<String> members = service.tiers().stream()
                .flatMap(tier -> tier.members().stream())
                .map(DeployedService.Member::name)
                .collect(Collectors.toSet());
        for (String owner : sql.query(
                row -> row.getString(1),
                "SELECT name FROM service_name WHERE service = ? AND is_member",
                service.name())) {
            if (!members.contains(owner)) {
                sql.update("DELETE FROM service_address WHERE service = ? AND member = ?", service.name(), owner);
                sql.update("DELETE FROM service_name WHERE service = ? AND name = ?", service.name(), owner);
            }
        }
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_MESSAGE));
    }

    private String write(DeployedService service) {
        try {
            return json.writeValueAsString(service);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("service \"" + service.name() + "\" cannot be written down", e);
        }
    }

    private DeployedService read(String text) {
        try {
            return json.readValue(text, DeployedService.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the journal holds a service that cannot be read", e);
        }
    }
}
