package erp.migrations.backup.dump;

import erp.migrations.backup.dump.SchemaObject.Kind;
import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongConsumer;

/**
 * Puts a dump's tables and rows into an empty schema.
 *
 * @param connection one of {@link Sessions#loading}, on the schema
 * @param progress is told how many more rows were loaded
 */
public record Loader(Connection connection, String schema, LongConsumer progress) {
    private static final int STATEMENT_CHARACTERS = 1 << 20;
    private static final int ROWS_A_COMMIT = 50_000;

    /** The rest of the dump is rows; the archive must be finished before they are believed. */
    public void tables(Definitions definitions, DumpReader dump) throws SQLException, IOException {
        for (SchemaObject table : definitions.of(Kind.TABLE)) {
            Sql.execute(connection, table.sql());
        }
        connection.setAutoCommit(false);
        try {
            var inserts = new Inserts();
            dump.tables(definitions, inserts);
            connection.commit();
        } catch (Refused e) {
            throw e.cause;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Carries an exception of the database through the reading of the stream. */
    private static final class Refused extends IOException {
        private final SQLException cause;

        Refused(String table, SQLException cause) {
            this.cause =
                    new SQLException(
                            "table " + table + ": " + cause.getMessage(),
                            cause.getSQLState(),
                            cause.getErrorCode(),
                            cause);
        }
    }

    private final class Inserts implements DumpReader.Rows {
        private String table = "";
        private @Nullable InsertBuilder insert;
        private long uncommitted;

        @Override
        public void begin(Definitions.Table next) {
            table = next.name();
            insert = new InsertBuilder(schema, next);
        }

        @Override
        public void take(byte[] rows, int number) throws IOException {
            InsertBuilder building = building();
            building.read(rows);
            for (int i = 0; i < number; i++) {
                addRow(building);
                if (building.length() >= STATEMENT_CHARACTERS) {
                    execute(building);
                }
            }
            uncommitted += number;
            progress.accept(number);
        }

        @Override
        public void end() throws IOException {
            execute(building());
        }

        private void addRow(InsertBuilder building) {
            try {
                building.addRow();
            } catch (ArrayIndexOutOfBoundsException | ArithmeticException e) {
                throw new MigrationException(
                        ("The backup is damaged: a row of table %s has not the columns that it must"
                                        + " have. Use another one.")
                                .formatted(table),
                        e);
            }
        }

        private void execute(InsertBuilder building) throws IOException {
            if (building.length() == 0) {
                return;
            }
            try {
                Sql.execute(connection, building.take());
                if (uncommitted >= ROWS_A_COMMIT) {
                    connection.commit();
                    uncommitted = 0;
                }
            } catch (SQLException e) {
                throw new Refused(table, e);
            }
        }

        private InsertBuilder building() {
            if (insert == null) {
                throw new IllegalStateException("rows before their table");
            }
            return insert;
        }
    }
}
