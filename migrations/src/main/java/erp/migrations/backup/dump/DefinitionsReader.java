package erp.migrations.backup.dump;

import erp.migrations.backup.dump.SchemaObject.Kind;
import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads {@link Definitions}; whatever it cannot read, or could not restore, it refuses by name.
 *
 * @param schema must be the connection's own for {@link #read}
 */
public record DefinitionsReader(Connection connection, String schema) {
    private static final String TABLES =
            """
            SELECT table_name, table_type, coalesce(engine, '') FROM information_schema.tables
            WHERE table_schema = ? ORDER BY table_name\
            """;
    private static final String COLUMNS =
            """
            SELECT column_name, data_type FROM information_schema.columns
            WHERE table_schema = ? AND table_name = ? AND coalesce(generation_expression, '') = ''
            ORDER BY ordinal_position\
            """;
    private static final String ROUTINES =
            """
            SELECT routine_type, routine_name FROM information_schema.routines
            WHERE routine_schema = ? ORDER BY routine_type, routine_name\
            """;
    private static final String TRIGGERS =
            """
            SELECT 'TRIGGER', trigger_name FROM information_schema.triggers WHERE trigger_schema = ?
            ORDER BY event_object_table, action_timing, event_manipulation, action_order\
            """;
    private static final String EVENTS =
            """
            SELECT 'EVENT', event_name FROM information_schema.events WHERE event_schema = ?
            ORDER BY event_name\
            """;

    private record Name(String kind, String name, String engine) {}

    public Definitions read() throws SQLException {
        List<String> defaults =
                Sql.query(
                                connection,
                                row -> List.of(row.getString(1), row.getString(2)),
                                "SELECT default_character_set_name, default_collation_name"
                                        + " FROM information_schema.schemata WHERE schema_name = ?",
                                schema)
                        .stream()
                        .findFirst()
                        .orElseThrow(
                                () -> new MigrationException("There is no schema " + schema + "."));
        List<SchemaObject> objects = new ArrayList<>();
        List<Definitions.Table> tables = new ArrayList<>();
        List<SchemaObject> views = new ArrayList<>();
        for (Name table : names(TABLES)) {
            if (isView(table)) {
                views.add(create(Kind.VIEW, table.name()));
            } else {
                objects.add(create(Kind.TABLE, table.name()));
                tables.add(new Definitions.Table(table.name(), columns(table.name())));
            }
        }
        for (Name routine : names(ROUTINES)) {
            objects.add(create(kind(routine), routine.name()));
        }
        objects.addAll(views);
        objects.addAll(triggers());
        for (Name event : names(EVENTS)) {
            objects.add(create(Kind.EVENT, event.name()));
        }
        return new Definitions(defaults.get(0), defaults.get(1), tables, objects);
    }

    /** Whether there is nothing in the schema, or no schema. */
    public boolean isEmpty() throws SQLException {
        for (String query : List.of(TABLES, ROUTINES, EVENTS)) {
            if (!names(query).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Names of all of one kind. */
    public List<String> names(Kind kind) throws SQLException {
        String query =
                switch (kind) {
                    case TABLE, VIEW -> TABLES;
                    case FUNCTION, PROCEDURE -> ROUTINES;
                    case TRIGGER -> TRIGGERS;
                    case EVENT -> EVENTS;
                };
        String type = kind == Kind.TABLE ? "BASE TABLE" : kind.name();
        return names(query).stream().filter(it -> it.kind().equals(type)).map(Name::name).toList();
    }

    /**
     * What keeps tables from being moved: a table with a trigger cannot, and a view has its name.
     */
    public List<SchemaObject> inTheWay() throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        for (String view : names(Kind.VIEW)) {
            objects.add(create(Kind.VIEW, view));
        }
        objects.addAll(triggers());
        return objects;
    }

    private List<SchemaObject> triggers() throws SQLException {
        List<SchemaObject> triggers = new ArrayList<>();
        for (String trigger : names(Kind.TRIGGER)) {
            triggers.add(create(Kind.TRIGGER, trigger));
        }
        return triggers;
    }

    private List<Name> names(String query) throws SQLException {
        return Sql.query(
                connection,
                row ->
                        query.equals(TABLES)
                                ? new Name(row.getString(2), row.getString(1), row.getString(3))
                                : new Name(row.getString(1), row.getString(2), ""),
                query,
                schema);
    }

    private boolean isView(Name table) {
        return switch (table.kind()) {
            case "VIEW" -> true;
            case "BASE TABLE" -> {
                if (!table.engine().equalsIgnoreCase("InnoDB")) {
                    throw new MigrationException(
                            ("Table %s uses the engine %s, of which no consistent copy can be read:"
                                            + " make it InnoDB, or move it out of %s.")
                                    .formatted(table.name(), table.engine(), schema));
                }
                yield false;
            }
            default ->
                    throw new MigrationException(
                            "%s is a %s, which a backup cannot hold: move it out of %s."
                                    .formatted(table.name(), table.kind(), schema));
        };
    }

    private static Kind kind(Name routine) {
        return switch (routine.kind()) {
            case "FUNCTION" -> Kind.FUNCTION;
            case "PROCEDURE" -> Kind.PROCEDURE;
            default ->
                    throw new MigrationException(
                            "%s is a %s, which a backup cannot hold."
                                    .formatted(routine.name(), routine.kind()));
        };
    }

    private List<Column> columns(String table) throws SQLException {
        return Sql.query(
                connection,
                row -> Column.of(row.getString(1), row.getString(2)),
                COLUMNS,
                schema,
                table);
    }

    private SchemaObject create(Kind kind, String name) throws SQLException {
        return Sql.query(
                        connection,
                        row -> object(kind, name, row),
                        "SHOW CREATE " + kind + " " + Names.quoted(schema, name))
                .getFirst();
    }

    private SchemaObject object(Kind kind, String name, ResultSet row) throws SQLException {
        Set<String> labels = new HashSet<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            labels.add(row.getMetaData().getColumnLabel(i));
        }
        String sql =
                row.getString(
                        switch (kind) {
                            case TABLE -> "Create Table";
                            case VIEW -> "Create View";
                            case FUNCTION -> "Create Function";
                            case PROCEDURE -> "Create Procedure";
                            case TRIGGER -> "SQL Original Statement";
                            case EVENT -> "Create Event";
                        });
        if (sql == null || sql.isBlank()) {
            throw new MigrationException(
                    ("The definition of %s %s is hidden from this account, so the backup would lack"
                         + " it: GRANT SHOW_ROUTINE ON *.* (MySQL) or SHOW CREATE ROUTINE (MariaDB)"
                         + " to it.")
                            .formatted(kind.name().toLowerCase(Locale.ROOT), name));
        }
        return new SchemaObject(
                kind,
                name,
                sql,
                optional(row, labels, "sql_mode"),
                optional(row, labels, "character_set_client"),
                optional(row, labels, "collation_connection"),
                optional(row, labels, "time_zone"));
    }

    private static @Nullable String optional(ResultSet row, Set<String> labels, String label)
            throws SQLException {
        return labels.contains(label) ? row.getString(label) : null;
    }
}
