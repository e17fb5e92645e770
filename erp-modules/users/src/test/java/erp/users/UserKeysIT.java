package erp.users;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestClock;
import erp.core.auth.AuthSettings;
import erp.core.http.Endpoint;
import erp.migrations.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** A repeated request about a user is done once, and keeps nobody's password. */
class UserKeysIT {
    private static final String USERS = "/api/v1/users/users";
    private static TestProcess erp;

    @BeforeAll
    static void start() {
        erp = TestProcess.start();
    }

    @AfterAll
    static void stop() {
        erp.close();
    }

    @Test
    void a_user_is_created_once() {
        Http once = erp.administrator().once();
        String wish = TestProcess.newUser("created.once", "auditor");
        Http.Response made = once.post(USERS, wish).expect(201);
        Http.Response again = once.post(USERS, wish).expect(201);

        assertThat(again.body()).isEqualTo(made.body());
        assertThat(again.header("Location")).isEqualTo(made.header("Location"));
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
        assertThat(once.post(USERS, TestProcess.newUser("another", "auditor")).code())
                .isEqualTo("core.IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void a_password_is_set_once() {
        UUID id = erp.user("reset.once");
        Http once = erp.administrator().once();
        String path = USERS + "/" + id + "/password";
        Http.Response set = once.post(path, "{\"newPassword\": \"remember me 2\"}").expect(200);

        assertThat(once.post(path, "{\"newPassword\": \"remember me 2\"}").expect(200).body())
                .isEqualTo(set.body());
        assertThat(once.post(path, "{\"newPassword\": \"remember me 3\"}").code())
                .isEqualTo("core.IDEMPOTENCY_KEY_REUSED");
        erp.signIn("reset.once", "remember me 2").expect(200);
    }

    @Test
    void a_change_of_ones_own_password_is_answered_again_though_the_old_one_is_gone() {
        erp.user("changes.once");
        String key = UUID.randomUUID().toString();
        String change =
                "{\"currentPassword\": \"%s\", \"newPassword\": \"a better one 7\"}"
                        .formatted(TestProcess.PASSWORD);
        String path = "/api/v1/users/me/password";
        erp.as("changes.once").with("Idempotency-Key", key).post(path, change).expect(204);
        String anew = erp.signIn("changes.once", "a better one 7").text("/accessToken");

        erp.with(anew).with("Idempotency-Key", key).post(path, change).expect(204);
    }

    @Test
    void what_is_kept_of_a_request_does_not_help_to_guess_the_password_in_it() throws SQLException {
        AuthSettings another = AuthSettings.of("another secret, at least 32 characters", "test");
        try (TestProcess twin = TestProcess.start();
                TestProcess other =
                        new TestProcess(TestDatabase.schema(), new TestClock(), another)) {
            String kept = kept(erp);
            assertThat(kept(twin)).as("told by what was asked and by the secret").isEqualTo(kept);
            assertThat(kept(other)).as("without the secret nobody tries it").isNotEqualTo(kept);
        }
    }

    /** The fingerprint of one and the same request. */
    private static String kept(TestProcess process) throws SQLException {
        String key = UUID.randomUUID().toString();
        process.administrator()
                .with("Idempotency-Key", key)
                .post(USERS, TestProcess.newUser("kept.secret", "auditor"))
                .expect(201);
        try (Connection connection = process.schema.owner().connect();
                PreparedStatement select =
                        connection.prepareStatement(
                                "select hex(fingerprint) from core_idempotency"
                                        + " where idempotency_key = ?")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        }
    }

    @Test
    void a_dry_run_makes_no_user_and_sets_no_password() {
        UUID id = erp.user("stays");
        Http admin = erp.administrator();
        admin.post(USERS + "?dryRun=true", TestProcess.newUser("tried", "auditor")).expect(201);
        admin.post(
                        USERS + "/" + id + "/password?dryRun=true",
                        "{\"newPassword\": \"remember me 2\"}")
                .expect(200);

        erp.signIn("tried", TestProcess.PASSWORD).expect(401);
        erp.signIn("stays", TestProcess.PASSWORD).expect(200);
    }

    @Test
    void whatever_gives_or_takes_rights_keeps_those_of_the_caller_until_commit() {
        List<String> loose =
                new UsersRoutes(erp.users)
                        .endpoints().stream()
                                .filter(it -> it.method() != Endpoint.Method.GET)
                                .filter(it -> !it.isPublic() && !it.isForAnyUser())
                                .filter(it -> !it.keepsRights())
                                .<String>map(Endpoint::id)
                                .toList();
        assertThat(loose).isEmpty();
    }
}
