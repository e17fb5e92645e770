package erp.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Sees to it that a check of the data finds what it is for. */
public final class PlantedFaults {
    private PlantedFaults() {}

    /**
     * Plants a fault in a transaction that is rolled back. The check, which is silent before, must
     * speak, asked of all rows and of new ones.
     *
     * @param check its file without the ending
     * @param fault a statement that makes rows wrong
     */
    public static void assertFound(TestSchema schema, String check, String fault)
            throws SQLException {
        try (Connection connection = schema.administrator().connect();
                Statement statement = connection.createStatement()) {
            List<String> forms = forms(check);
            assertThat(forms).as("forms of " + check).isNotEmpty();
            for (String form : forms) {
                assertThat(rows(statement, form)).isZero();
            }
            statement.execute("set foreign_key_checks = 0");
            connection.setAutoCommit(false);
            assertThat(statement.executeUpdate(fault)).as("rows made wrong").isPositive();
            for (String form : forms) {
                assertThat(rows(statement, form)).as(form).isPositive();
            }
            connection.rollback();
        }
    }

    /** As it is asked of all rows, and of those written since a moment: here all of them. */
    private static List<String> forms(String check) {
        Invariants checks = new Invariants();
        return Stream.concat(checks.whole().stream(), checks.since(Instant.EPOCH).stream())
                .filter(query -> query.file().equals(check + ".sql"))
                .map(Invariants.Query::sql)
                .toList();
    }

    private static int rows(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }
}
