package erp.migrations.backup;

import static org.assertj.core.api.Assertions.assertThat;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;

/** The benchmark's rows fit the tables as they are now. */
class FillIT {
    @AutoClose private final TestSchema schema = TestDatabase.schema();

    @Test
    void fills_the_tables_as_they_are() throws Exception {
        try (Connection connection = schema.administrator().connect()) {
            long before = rows(connection);
            FillMain.fill(connection, 200, 10);
            assertThat(rows(connection) - before).isEqualTo(200);
        }
    }

    private static long rows(Connection connection) throws SQLException {
        return Sql.number(
                connection,
                """
                select (select count(*) from finance_journal_entry)
                  + (select count(*) from finance_journal_line)
                  + (select count(*) from inventory_move)
                  + (select count(*) from core_history)\
                """);
    }
}
