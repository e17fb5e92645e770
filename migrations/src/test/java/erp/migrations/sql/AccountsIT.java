package erp.migrations.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.SQLException;

class AccountsIT {
    private final TestSchema schema = TestDatabase.emptySchema();

    @BeforeEach
    void createTables() throws SQLException {
        try (Connection connection = schema.owner().connect()) {
            Sql.execute(connection, "CREATE TABLE plain (i int PRIMARY KEY)");
            Sql.execute(
                    connection,
                    "CREATE TABLE ledger (i int PRIMARY KEY) COMMENT = 'append-only: postings'");
            Sql.execute(connection, "INSERT INTO plain VALUES (1)");
            Sql.execute(connection, "INSERT INTO ledger VALUES (1)");
        }
        schema.grant();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM plain",
                "INSERT INTO plain VALUES (2)",
                "UPDATE plain SET i = 3",
                "DELETE FROM plain",
                "SELECT * FROM ledger",
                "INSERT INTO ledger VALUES (2)"
            })
    void an_application_may(String sql) throws SQLException {
        asApplication(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE ledger SET i = 3",
                "DELETE FROM ledger",
                "TRUNCATE TABLE ledger",
                "DROP TABLE plain",
                "ALTER TABLE ledger COMMENT = ''",
                "CREATE TABLE other (i int)",
                "REPLACE INTO ledger VALUES (1)",
                "INSERT INTO ledger VALUES (1) ON DUPLICATE KEY UPDATE i = 5"
            })
    void an_application_may_not(String sql) {
        assertThatThrownBy(() -> asApplication(sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
    }

    @Test
    void a_table_of_a_later_migration_is_granted_the_next_time() throws SQLException {
        asOwner("CREATE TABLE later (i int)");
        assertThatThrownBy(() -> asApplication("SELECT * FROM later"))
                .hasMessageContaining("denied");
        schema.grant();
        asApplication("UPDATE later SET i = 1");
    }

    @Test
    void a_table_that_becomes_append_only_loses_the_rights_that_are_too_many() throws SQLException {
        asOwner("ALTER TABLE plain COMMENT = 'append-only'");
        schema.grant();
        assertThatThrownBy(() -> asApplication("DELETE FROM plain")).hasMessageContaining("denied");
        asApplication("INSERT INTO plain VALUES (9)");
    }

    @Test
    void a_right_on_the_whole_schema_is_taken_back() throws SQLException {
        try (Connection connection = schema.administrator().connect()) {
            Sql.execute(
                    connection,
                    "GRANT ALL ON `%s`.* TO '%s'@'%%'"
                            .formatted(schema.name(), schema.application().user()));
        }
        schema.grant();
        assertThatThrownBy(() -> asApplication("DELETE FROM ledger"))
                .hasMessageContaining("denied");
    }

    @Test
    void an_account_holds_no_more_connections_than_it_may() throws SQLException {
        var accounts = new Accounts(schema.administrator().dataSource());
        DatabaseLogin application = schema.application();
        accounts.grant(schema.name(), application.user(), "it's \\ \"new\"", 1);
        var changed = new DatabaseLogin(application.url(), application.user(), "it's \\ \"new\"");
        try (Connection first = changed.connect()) {
            assertThat(first.isValid(5)).isTrue();
            assertThatThrownBy(changed::connect).hasMessageContaining("max_user_connections");
        }
        assertThatThrownBy(application::connect).hasMessageContaining("Access denied");
    }

    @Test
    void wrong_arguments_are_refused_by_name() {
        var accounts = new Accounts(schema.administrator().dataSource());
        assertThatThrownBy(() -> accounts.grant("a`b", "u", "p", 1))
                .hasMessageStartingWith("schema must match");
        assertThatThrownBy(() -> accounts.grant("a", "u'x", "p", 1))
                .hasMessageStartingWith("user must match");
        assertThatThrownBy(() -> accounts.grant("a", "u", "", 1))
                .hasMessageStartingWith("password must have");
        assertThatThrownBy(() -> accounts.grant("a", "u", "p", 0))
                .hasMessageStartingWith("maxConnections must be");
    }

    private void asApplication(String sql) throws SQLException {
        try (Connection connection = schema.application().connect()) {
            Sql.execute(connection, sql);
        }
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = schema.owner().connect()) {
            Sql.execute(connection, sql);
        }
    }
}
