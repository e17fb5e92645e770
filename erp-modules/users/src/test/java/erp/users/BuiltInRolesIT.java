package erp.users;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Permission;
import erp.core.TestClock;
import erp.core.module.Grant;
import erp.core.module.Rights;
import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What built-in roles allow belongs to each version, so that a version's start changes nothing. */
class BuiltInRolesIT {
    private static final String USERS = "/api/v1/users/users";
    @AutoClose private final TestSchema schema = TestDatabase.schema();
    private final TestClock clock = new TestClock();

    /** Rights that the next version adds. */
    enum NextPermission implements Permission {
        READ,
        WRITE;

        @Override
        public String module() {
            return "sales";
        }

        @Override
        public String code() {
            return "sales.quotes." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Test
    void the_start_of_a_version_with_more_permissions_writes_nothing_and_gives_them_to_its_own()
            throws SQLException {
        try (TestProcess v1 = new TestProcess(schema, clock, TestProcess.AUTH)) {
            v1.user("seller", "sales-clerk");
            v1.role("own", "sales.orders.read");
            String before = me(v1, "seller");
            Map<String, Long> rows = checksums();
            try (TestProcess v2 = next()) {
                assertThat(checksums()).isEqualTo(rows);
                assertThat(me(v1, "seller")).isEqualTo(before).doesNotContain("quotes");
                assertThat(me(v2, "seller"))
                        .contains("\"sales.quotes.read\"", "\"sales.quotes.write\"");
                assertThat(claims(v1, "seller")).doesNotContain("quotes");
                assertThat(claims(v2, "seller")).contains("sales.quotes.write");
            }
            assertThat(me(v1, "seller")).isEqualTo(before);
        }
    }

    @Test
    void rights_that_were_stored_for_a_built_in_role_count_for_nothing() throws SQLException {
        try (TestProcess erp = new TestProcess(schema, clock, TestProcess.AUTH)) {
            erp.user("auditing", "auditor");
            execute(
                    "insert into users_role_permission select id, 'users.users.write' from"
                            + " users_role where name = 'auditor'");
            execute(
                    "delete p from users_role_permission p join users_role r on r.id = p.role_id"
                            + " where r.name = 'auditor' and p.permission = 'users.users.read'");

            assertThat(me(erp, "auditing")).contains("users.users.read").doesNotContain("write");
            assertThat(
                            erp.as("auditing")
                                    .post(USERS, TestProcess.newUser("more", "auditor"))
                                    .status())
                    .isEqualTo(403);
            assertThat(erp.administrator().get("/api/v1/users/roles?limit=200").expect(200).body())
                    .doesNotContain("\"users.users.write\"");
        }
    }

    @Test
    void a_built_in_role_that_a_company_lacks_comes_when_it_is_first_given() throws SQLException {
        new TestProcess(schema, clock, TestProcess.AUTH).close();
        execute(
                "delete p from users_role_permission p join users_role r on r.id = p.role_id where"
                        + " r.name = 'warehouse-clerk'");
        execute("delete from users_role where name = 'warehouse-clerk'");
        try (TestProcess erp = new TestProcess(schema, clock, TestProcess.AUTH)) {
            String lacking = "select count(*) from users_role where name = 'warehouse-clerk'";
            assertThat(erp.count(lacking)).isZero();
            erp.user("keeper", "warehouse-clerk");
            erp.user("second.keeper", "warehouse-clerk");

            assertThat(erp.count(lacking)).isEqualTo(1);
            assertThat(me(erp, "keeper")).contains("sales.orders.read");
        }
    }

    private TestProcess next() {
        Rights known = TestProcess.RIGHTS.and(NextPermission.values());
        List<Grant> grants = new ArrayList<>(known.grants());
        grants.add(TestProcess.SALES_CLERK.holds(NextPermission.values()));
        return new TestProcess(schema, clock, TestProcess.AUTH, new Rights(known.known(), grants));
    }

    private static String me(TestProcess erp, String username) {
        return erp.as(username).get("/api/v1/users/me").expect(200).body();
    }

    private static String claims(TestProcess erp, String username) {
        String token = erp.signIn(username, TestProcess.PASSWORD).text("/accessToken");
        return new String(
                java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]),
                java.nio.charset.StandardCharsets.UTF_8);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = schema.owner().connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Of each table, all of its rows. */
    private Map<String, Long> checksums() throws SQLException {
        Map<String, Long> sums = new TreeMap<>();
        try (Connection connection = schema.owner().connect();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("show tables")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet sum = statement.executeQuery("checksum table `" + table + "`")) {
                    sum.next();
                    sums.put(table, sum.getLong(2));
                }
            }
        }
        return sums;
    }
}
