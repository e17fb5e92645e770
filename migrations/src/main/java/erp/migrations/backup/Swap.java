package erp.migrations.backup;

import erp.migrations.backup.dump.Definitions;
import erp.migrations.backup.dump.DefinitionsReader;
import erp.migrations.backup.dump.Names;
import erp.migrations.backup.dump.ObjectMaker;
import erp.migrations.backup.dump.SchemaObject;
import erp.migrations.backup.dump.SchemaObject.Kind;
import erp.migrations.backup.dump.Sessions;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;

import tools.jackson.databind.json.JsonMapper;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the tables of a scratch schema in the place of another schema's: all of them by one RENAME,
 * which the server does wholly or not at all. What cannot be renamed, views, triggers, routines and
 * events, is dropped before and made after it; what is to be made is kept in the scratch schema
 * until the end, so that a swap that was cut off can be finished from there.
 *
 * @param server on no schema
 * @param scratch what the backup was loaded into
 */
record Swap(DatabaseLogin server, String scratch, Plan plan, Point.Listener points) {
    /** The table in a scratch schema that says that the swap has begun. */
    static final String PLAN_TABLE = "erp_restore_plan";

    private static final List<Kind> DROPPED_FIRST_TO_LAST =
            List.of(Kind.EVENT, Kind.TRIGGER, Kind.VIEW, Kind.PROCEDURE, Kind.FUNCTION);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * All that is needed to go on.
     *
     * @param backup for people
     * @param replaced the schema that takes what the target holds until now
     */
    record Plan(String backup, String target, String replaced, Definitions definitions) {}

    /** The plan of a swap that was cut off. */
    static Optional<Plan> begun(Connection connection, String scratch) throws SQLException {
        if (Sql.number(
                        connection,
                        "SELECT count(*) FROM information_schema.tables"
                                + " WHERE table_schema = ? AND table_name = ?",
                        scratch,
                        PLAN_TABLE)
                == 0) {
            return Optional.empty();
        }
        return Sql.strings(connection, "SELECT plan FROM " + Names.quoted(scratch, PLAN_TABLE))
                .stream()
                .findFirst()
                .map(json -> JSON.readValue(json, Plan.class));
    }

    /** From here on it is finished by {@link #run}, whoever calls it and however often. */
    void decide(Connection connection) throws SQLException {
        Sql.execute(
                connection,
                "CREATE TABLE %s (plan LONGTEXT NOT NULL)"
                                .formatted(Names.quoted(scratch, PLAN_TABLE))
                        + " ENGINE = InnoDB CHARACTER SET utf8mb4");
        Sql.update(
                connection,
                "INSERT INTO %s VALUES (?)".formatted(Names.quoted(scratch, PLAN_TABLE)),
                JSON.writeValueAsString(plan));
        points.reached(Point.SWAP_DECIDED);
    }

    /** What the swap will drop before the tables change places. */
    List<SchemaObject> inTheWay(Connection connection) throws SQLException {
        return new DefinitionsReader(connection, plan.target()).inTheWay();
    }

    /** When it fails before the tables have changed places, what was dropped is made again. */
    void run(Connection connection, List<SchemaObject> old) {
        try {
            exchange(connection);
        } catch (SQLException e) {
            throw refused(e, withdraw(connection, old, e));
        }
        finish(connection);
    }

    /** Of one that was cut off nobody knows what it dropped already: it only goes forward. */
    void resume(Connection connection) {
        try {
            exchange(connection);
        } catch (SQLException e) {
            throw refused(e, false);
        }
        finish(connection);
    }

    private void exchange(Connection connection) throws SQLException {
        List<String> fresh = tables(connection, scratch);
        if (!isSwapped(connection, fresh)) {
            makeSchemas(connection);
            dropInTheWay(connection, plan.target());
            drop(connection, scratch, Kind.TRIGGER);
            points.reached(Point.TRIGGERS_DROPPED);
            rename(connection, fresh);
        }
        points.reached(Point.TABLES_SWAPPED);
    }

    private void finish(Connection connection) {
        try {
            makeObjects();
            points.reached(Point.NEW_OBJECTS_MADE);
            ScratchSchema.drop(connection, plan.replaced());
            points.reached(Point.OLD_TABLES_DROPPED);
            ScratchSchema.drop(connection, scratch);
        } catch (SQLException e) {
            throw refused(e, false);
        }
    }

    private void makeObjects() throws SQLException {
        try (Connection target = Sessions.loading(server.on(plan.target()))) {
            Sql.execute(target, "ALTER DATABASE " + Names.quoted(plan.target()) + defaults());
            // The old ones, and those that an attempt made that was cut off.
            for (Kind kind : DROPPED_FIRST_TO_LAST) {
                drop(target, plan.target(), kind);
            }
            var maker = new ObjectMaker(target);
            maker.makeAll(plan.definitions());
            for (SchemaObject event : plan.definitions().of(Kind.EVENT)) {
                maker.make(event);
            }
        }
    }

    private MigrationException refused(SQLException e, boolean withdrawn) {
        String target = plan.target();
        return new MigrationException(
                withdrawn
                        ? ("The tables of %s could not change places: %s. Nothing was changed. End"
                                        + " what works on them, then try again.")
                                .formatted(target, e.getMessage())
                        : ("The restore stopped while tables of %s changed places: %s. The schema"
                               + " may not be whole. Finish it: ./erp db restore --resume --schema"
                               + " %s --yes")
                                .formatted(target, e.getMessage(), target),
                e);
    }

    private boolean isSwapped(Connection connection, List<String> fresh) throws SQLException {
        return fresh.isEmpty()
                && (!plan.definitions().tables().isEmpty()
                        || tables(connection, plan.target()).isEmpty());
    }

    /** False where that fails too: then the plan stays, and the swap can be finished later. */
    private boolean withdraw(Connection connection, List<SchemaObject> old, SQLException cause) {
        try {
            if (isSwapped(connection, tables(connection, scratch))) {
                return false;
            }
            List<SchemaObject> gone = new ArrayList<>(old);
            gone.removeAll(new DefinitionsReader(connection, plan.target()).inTheWay());
            connection.setCatalog(plan.target());
            new ObjectMaker(connection).makeAll(new Definitions("", "", List.of(), gone));
            ScratchSchema.drop(connection, plan.replaced());
            ScratchSchema.drop(connection, scratch);
            return true;
        } catch (SQLException e) {
            cause.addSuppressed(e);
            return false;
        }
    }

    private void makeSchemas(Connection connection) throws SQLException {
        for (String name : List.of(plan.target(), plan.replaced())) {
            Sql.execute(
                    connection, "CREATE DATABASE IF NOT EXISTS " + Names.quoted(name) + defaults());
        }
    }

    private String defaults() {
        Definitions like = plan.definitions();
        return " CHARACTER SET %s COLLATE %s".formatted(like.characterSet(), like.collation());
    }

    private static void dropInTheWay(Connection connection, String schema) throws SQLException {
        drop(connection, schema, Kind.TRIGGER);
        drop(connection, schema, Kind.VIEW);
    }

    private void rename(Connection connection, List<String> fresh) throws SQLException {
        List<String> moves = new ArrayList<>();
        for (String table : tables(connection, plan.target())) {
            moves.add(move(plan.target(), plan.replaced(), table));
        }
        for (String table : fresh) {
            moves.add(move(scratch, plan.target(), table));
        }
        Sql.execute(connection, "RENAME TABLE " + String.join(", ", moves));
    }

    private static String move(String from, String to, String table) {
        return Names.quoted(from, table) + " TO " + Names.quoted(to, table);
    }

    private static List<String> tables(Connection connection, String schema) throws SQLException {
        return Sql.strings(
                connection,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = ?"
                        + " AND table_type = 'BASE TABLE' AND table_name <> ? ORDER BY table_name",
                schema,
                PLAN_TABLE);
    }

    private static void drop(Connection connection, String schema, Kind kind) throws SQLException {
        for (String name : new DefinitionsReader(connection, schema).names(kind)) {
            Sql.execute(
                    connection, "DROP %s IF EXISTS %s".formatted(kind, Names.quoted(schema, name)));
        }
    }
}
