package erp.migrations.backup;

import erp.migrations.backup.dump.Definitions;
import erp.migrations.backup.dump.DefinitionsReader;
import erp.migrations.backup.dump.Names;
import erp.migrations.backup.dump.ObjectMaker;
import erp.migrations.backup.dump.SchemaObject;
import erp.migrations.backup.dump.SchemaObject.Kind;
import erp.migrations.backup.dump.Sessions;
import erp.migrations.sql.DatabaseLogin;
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

    /** When it fails before the tables have changed places, all is as it was before. */
    void run(Connection connection) throws SQLException {
        List<String> fresh = tables(connection, scratch);
        if (!isSwapped(connection, fresh)) {
            makeSchemas(connection);
            List<SchemaObject> triggers =
                    new DefinitionsReader(connection, plan.target()).triggers();
            try {
                drop(connection, plan.target(), Kind.TRIGGER);
                drop(connection, scratch, Kind.TRIGGER);
                points.reached(Point.TRIGGERS_DROPPED);
                rename(connection, fresh);
            } catch (SQLException e) {
                withdraw(connection, triggers, e);
                throw e;
            }
        }
        points.reached(Point.TABLES_SWAPPED);
        try (Connection target = Sessions.loading(server.on(plan.target()))) {
            // The old ones, and those that an attempt made that was cut off.
            for (Kind kind :
                    List.of(Kind.EVENT, Kind.TRIGGER, Kind.VIEW, Kind.PROCEDURE, Kind.FUNCTION)) {
                drop(target, plan.target(), kind);
            }
            var maker = new ObjectMaker(target);
            maker.makeAll(plan.definitions());
            for (SchemaObject event : plan.definitions().of(Kind.EVENT)) {
                maker.make(event);
            }
        }
        points.reached(Point.NEW_OBJECTS_MADE);
        ScratchSchema.drop(connection, plan.replaced());
        points.reached(Point.OLD_TABLES_DROPPED);
        ScratchSchema.drop(connection, scratch);
    }

    private boolean isSwapped(Connection connection, List<String> fresh) throws SQLException {
        return fresh.isEmpty()
                && (!plan.definitions().tables().isEmpty()
                        || tables(connection, plan.target()).isEmpty());
    }

    /** Where that fails too, the plan stays, and the swap can be finished later. */
    private void withdraw(Connection connection, List<SchemaObject> triggers, SQLException cause) {
        try {
            if (isSwapped(connection, tables(connection, scratch))) {
                return;
            }
            drop(connection, plan.target(), Kind.TRIGGER);
            connection.setCatalog(plan.target());
            var maker = new ObjectMaker(connection);
            for (SchemaObject trigger : triggers) {
                maker.make(trigger);
            }
            ScratchSchema.drop(connection, plan.replaced());
            ScratchSchema.drop(connection, scratch);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void makeSchemas(Connection connection) throws SQLException {
        Definitions like = plan.definitions();
        String defaults =
                " CHARACTER SET %s COLLATE %s".formatted(like.characterSet(), like.collation());
        for (String name : List.of(plan.target(), plan.replaced())) {
            Sql.execute(
                    connection, "CREATE DATABASE IF NOT EXISTS " + Names.quoted(name) + defaults);
        }
        Sql.execute(connection, "ALTER DATABASE " + Names.quoted(plan.target()) + defaults);
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
