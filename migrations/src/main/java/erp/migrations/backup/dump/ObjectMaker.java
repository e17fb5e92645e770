package erp.migrations.backup.dump;

import erp.migrations.backup.dump.SchemaObject.Kind;
import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the objects of a schema that are no tables, in the sessions that they were made in.
 *
 * @param connection one of {@link Sessions#loading}, on the schema
 */
public record ObjectMaker(Connection connection) {
    private static final Pattern EVENT_STATE =
            Pattern.compile(
                    "( ON COMPLETION (?:NOT )?PRESERVE) (?:ENABLE|DISABLE ON"
                            + " (?:SLAVE|REPLICA)|DISABLE)\\b");
    private static final Pattern PLAIN = Pattern.compile("\\p{ASCII}*");

    /** Everything but the events, which would begin to work at once. */
    public void makeAll(Definitions definitions) throws SQLException {
        for (Kind kind : List.of(Kind.FUNCTION, Kind.PROCEDURE)) {
            for (SchemaObject object : definitions.of(kind)) {
                make(object);
            }
        }
        makeViews(definitions.of(Kind.VIEW));
        for (SchemaObject object : definitions.of(Kind.TRIGGER)) {
            make(object);
        }
    }

    /** To see that it can be made; it never runs. */
    public void makeAsleep(SchemaObject event) throws SQLException {
        make(asleep(event));
    }

    static SchemaObject asleep(SchemaObject object) {
        if (object.kind() != Kind.EVENT) {
            return object;
        }
        Matcher state = EVENT_STATE.matcher(object.sql());
        if (!state.find()) {
            throw new MigrationException(
                    "Event %s cannot be made without starting it: its definition says neither ENABLE nor DISABLE."
                            .formatted(object.name()));
        }
        return object.with(
                object.sql().substring(0, state.start())
                        + state.group(1)
                        + " DISABLE"
                        + object.sql().substring(state.end()));
    }

    public void make(SchemaObject object) throws SQLException {
        try {
            enter(object);
            Sql.execute(connection, object.sql());
        } catch (SQLException e) {
            throw new SQLException(
                    object.title() + ": " + e.getMessage(), e.getSQLState(), e.getErrorCode(), e);
        } finally {
            if (!connection.isClosed()) {
                Sessions.load(connection);
            }
        }
    }

    /** A view may need another one: those that can be made are, until none is left. */
    private void makeViews(List<SchemaObject> views) throws SQLException {
        List<SchemaObject> left = new ArrayList<>(views);
        while (!left.isEmpty()) {
            List<SchemaObject> refused = new ArrayList<>();
            SQLException why = new SQLException("no view");
            for (SchemaObject view : left) {
                try {
                    make(view);
                } catch (SQLException e) {
                    why = e;
                    refused.add(view);
                }
            }
            if (refused.size() == left.size()) {
                throw why;
            }
            left = refused;
        }
    }

    private void enter(SchemaObject object) throws SQLException {
        if (object.sqlMode() != null) {
            Sql.update(connection, "SET SESSION sql_mode = ?", object.sqlMode());
        }
        if (object.timeZone() != null) {
            Sql.update(connection, "SET SESSION time_zone = ?", object.timeZone());
        }
        // The driver sends UTF-8; where that is not what the object was made in, both agree on
        // plain letters only, and the comparison afterwards says what became of it.
        String set = object.characterSet();
        if (set != null
                && (set.toLowerCase(Locale.ROOT).startsWith("utf8")
                        || PLAIN.matcher(object.sql()).matches())) {
            Sql.update(connection, "SET SESSION character_set_client = ?", set);
        }
        if (object.collation() != null) {
            Sql.update(connection, "SET SESSION collation_connection = ?", object.collation());
        }
    }
}
