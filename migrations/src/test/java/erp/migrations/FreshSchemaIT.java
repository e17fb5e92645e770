package erp.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;

class FreshSchemaIT {
    private static final String INSERT =
            "INSERT INTO core_company (id, code, name, currency, zone, created_at, version) VALUES"
                + " (unhex(replace(uuid(), '-', '')), 'C1', 'One', 'EUR', 'UTC', utc_timestamp(6),"
                + " 0)";

    @Test
    void a_schema_has_the_tables_of_the_migrations() throws SQLException {
        TestSchema schema = TestDatabase.schema();
        try (Connection connection = schema.application().connect()) {
            Sql.update(connection, INSERT);
            assertThat(
                            Sql.number(
                                    connection,
                                    "SELECT count(*) FROM core_company WHERE code = 'C1'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void two_schemas_do_not_see_each_other() throws SQLException {
        TestSchema one = TestDatabase.schema();
        TestSchema two = TestDatabase.schema();
        try (Connection connection = one.application().connect()) {
            Sql.update(connection, INSERT);
        }
        try (Connection connection = two.application().connect()) {
            assertThat(
                            Sql.number(
                                    connection,
                                    "SELECT count(*) FROM core_company WHERE code = 'C1'"))
                    .isZero();
        }
    }

    @Test
    void truncating_leaves_only_what_migrations_inserted() throws SQLException {
        TestSchema schema = TestDatabase.schema();
        try (Connection connection = schema.owner().connect()) {
            long before = Sql.number(connection, "SELECT count(*) FROM core_company");
            Sql.update(connection, INSERT);
            schema.truncate();
            assertThat(Sql.number(connection, "SELECT count(*) FROM core_company"))
                    .isEqualTo(before);
        }
    }

    @Test
    void an_application_cannot_change_the_history_of_migrations() throws SQLException {
        try (Connection connection = TestDatabase.schema().application().connect()) {
            assertThat(Sql.number(connection, "SELECT count(*) FROM flyway_schema_history"))
                    .isPositive();
            assertThatThrownBy(() -> Sql.update(connection, "DELETE FROM flyway_schema_history"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("denied");
        }
    }
}
