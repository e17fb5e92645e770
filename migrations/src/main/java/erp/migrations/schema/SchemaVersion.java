package erp.migrations.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;

/** How far a schema has been migrated. */
public final class SchemaVersion {
    private SchemaVersion() {}

    /** The stamp of the newest applied migration; empty for a schema that never was migrated. */
    public static Optional<String> newest(Connection connection) throws SQLException {
        return History.read(connection).entries().stream()
                .filter(History.Entry::success)
                .map(History.Entry::version)
                .max(Comparator.naturalOrder())
                .map(version -> version.replace('.', '_'));
    }
}
