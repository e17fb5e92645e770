package erp.migrations.embedded;

import erp.migrations.sql.Sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Starts a database, commits a row and ends like a killed process. */
final class OwnerProcess {
    static final int EXIT_CODE = 137;

    private OwnerProcess() {}

    @SuppressWarnings("resource")
    public static void main(String[] arguments) throws SQLException {
        EmbeddedDatabase database = EmbeddedDatabase.open(Path.of(arguments[0]));
        try (Connection connection = database.schema("erp").connect()) {
            Sql.execute(connection, "CREATE TABLE t (i int)");
            Sql.execute(connection, "INSERT INTO t VALUES (1)");
        }
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
