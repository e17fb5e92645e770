package erp.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.migrations.sql.Sql;

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
    void truncating_removes_rows_and_starts_counters_anew() throws SQLException {
        TestSchema schema = TestDatabase.schema();
        try (Connection connection = schema.owner().connect()) {
            Sql.execute(connection, "CREATE TABLE counted (i int AUTO_INCREMENT PRIMARY KEY)");
            Sql.execute(connection, "INSERT INTO counted VALUES (), ()");
            long before = Sql.number(connection, "SELECT count(*) FROM core_company");
            Sql.update(connection, INSERT);
            schema.truncate();
            assertThat(Sql.number(connection, "SELECT count(*) FROM core_company"))
                    .isEqualTo(before);
            Sql.execute(connection, "INSERT INTO counted VALUES ()");
            assertThat(Sql.number(connection, "SELECT i FROM counted")).isEqualTo(1);
            assertThat(Sql.number(connection, "SELECT count(*) FROM flyway_schema_history"))
                    .isPositive();
        }
    }

    @Test
    void truncating_brings_back_the_rows_of_the_template() throws SQLException {
        TestSchema template = TestDatabase.emptySchema();
        try (Connection connection = template.owner().connect()) {
            Sql.execute(
                    connection,
                    "CREATE TABLE word (id int PRIMARY KEY, text varchar(9), double_id int AS (2 *"
                            + " id) STORED)");
            Sql.execute(connection, "INSERT INTO word (id, text) VALUES (1, 'one'), (2, 'two')");
        }
        TestSchema schema;
        try (Connection connection = template.administrator().connect()) {
            schema = TestDatabase.emptySchema().copyOf(Template.of(connection, template.name()));
        }
        try (Connection connection = schema.owner().connect()) {
            Sql.execute(connection, "UPDATE word SET text = 'changed'");
            Sql.execute(connection, "DELETE FROM word WHERE id = 2");
            Sql.execute(connection, "INSERT INTO word (id, text) VALUES (3, 'three')");
            schema.truncate();
            assertThat(Sql.strings(connection, "SELECT text FROM word ORDER BY id"))
                    .containsExactly("one", "two");
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
