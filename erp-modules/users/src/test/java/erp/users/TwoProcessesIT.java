package erp.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.CannotStart;
import erp.core.Http;
import erp.core.TestClock;
import erp.core.auth.AuthSettings;
import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.users.roles.BuiltInRights;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two versions of the ERP on one database: they start at once and accept each other's tokens. */
class TwoProcessesIT {
    @AutoClose private final TestSchema schema = TestDatabase.schema();
    private final TestClock clock = new TestClock();

    @Test
    void start_at_once_and_make_one_company_one_administrator_one_key_and_each_role_once()
            throws Exception {
        int processes = 3;
        CyclicBarrier together = new CyclicBarrier(processes);
        List<TestProcess> started = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(processes)) {
            List<Future<TestProcess>> starting = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                starting.add(
                        threads.submit(
                                () -> {
                                    together.await();
                                    return process();
                                }));
            }
            for (Future<TestProcess> process : starting) {
                started.add(process.get());
            }
        }
        TestProcess any = started.getFirst();
        assertThat(started).extracting(process -> process.company).containsOnly(any.company);
        assertThat(any.count("select count(*) from core_company")).isEqualTo(1);
        assertThat(any.count("select count(*) from users_user")).isEqualTo(1);
        assertThat(any.count("select count(*) from core_signing_key")).isEqualTo(1);
        assertThat(any.count("select count(*) from users_role"))
                .isEqualTo(new BuiltInRights(TestProcess.RIGHTS).roles().size());
        for (TestProcess process : started) {
            process.administrator().get("/api/v1/users/me").expect(200);
        }
        started.forEach(TestProcess::close);
    }

    @Test
    void accept_each_others_tokens_and_refresh_tokens() {
        try (TestProcess v1 = process();
                TestProcess v2 = process()) {
            Http.Response session = v1.signIn("admin", TestProcess.PASSWORD).expect(200);

            v2.with(session.text("/accessToken")).get("/api/v1/users/me").expect(200);
            v2.anonymous()
                    .post(
                            "/api/v1/users/refresh",
                            "{\"refreshToken\": \"%s\"}".formatted(session.text("/refreshToken")))
                    .expect(200);
        }
    }

    @Test
    void refuses_to_start_with_another_secret() {
        process().close();
        AuthSettings other = AuthSettings.of("another secret, at least 32 characters", "test");

        assertThatThrownBy(() -> new TestProcess(schema, clock, other))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("another ERP_SECRET");
    }

    @Test
    void changes_keys_with_overlap() {
        try (TestProcess v1 = process();
                TestProcess v2 = process()) {
            v1.keys.rotateIfDue();
            assertThat(kids(v1)).hasSize(1);
            String oldKid = kids(v1).getFirst();

            clock.advance(AuthSettings.KEY_AGE);
            v1.keys.rotateIfDue();
            v2.keys.rotateIfDue();
            assertThat(kids(v1)).hasSize(2).isEqualTo(kids(v2)).startsWith(oldKid);
            assertThat(kidOf(v1)).as("published, not yet signing").isEqualTo(oldKid);

            clock.advance(Duration.ofHours(1));
            String newKid = kids(v1).getLast();
            assertThat(kidOf(v1)).isEqualTo(newKid);
            clock.advance(Duration.ofMinutes(14));
            assertThat(kids(v2)).as("old tokens may be about").contains(oldKid);
            clock.advance(Duration.ofMinutes(2));
            assertThat(kids(v2)).containsExactly(newKid);
        }
    }

    @Test
    void know_a_token_of_the_old_key_until_it_expires_and_a_new_key_when_they_meet_it() {
        try (TestProcess v1 = process();
                TestProcess v2 = process()) {
            clock.advance(AuthSettings.KEY_AGE);
            v2.administrator();
            v1.keys.rotateIfDue();
            clock.advance(Duration.ofHours(1).minusSeconds(20));
            String last = v1.signIn("admin", TestProcess.PASSWORD).text("/accessToken");
            clock.advance(Duration.ofSeconds(30));
            String first = v1.signIn("admin", TestProcess.PASSWORD).text("/accessToken");

            assertThat(kid(first)).isNotEqualTo(kid(last));
            v2.with(first).get("/api/v1/users/me").expect(200);
            v2.with(last).get("/api/v1/users/me").expect(200);
            clock.advance(Duration.ofMinutes(9));
            v2.with(last).get("/api/v1/users/me").expect(200);
        }
    }

    @Test
    void refuse_tokens_of_a_key_that_was_taken_away() {
        try (TestProcess erp = process()) {
            String token = erp.signIn("admin", TestProcess.PASSWORD).text("/accessToken");
            erp.with(token).get("/api/v1/users/me").expect(200);
            clock.advance(AuthSettings.KEY_AGE);
            erp.keys.rotateIfDue();
            clock.advance(Duration.ofHours(2));
            erp.db.write(
                    new Caller(Actor.SYSTEM, erp.company, "test"),
                    tx ->
                            tx.session()
                                    .createMutationQuery("delete SigningKey where generation = 1")
                                    .executeUpdate());

            assertThat(erp.with(token).get("/api/v1/users/me").status()).isEqualTo(401);
            erp.administrator().get("/api/v1/users/me").expect(200);
        }
    }

    private TestProcess process() {
        return new TestProcess(schema, clock, TestProcess.AUTH);
    }

    private static List<String> kids(TestProcess process) {
        List<String> kids = new ArrayList<>();
        process.anonymous()
                .get("/.well-known/jwks.json")
                .expect(200)
                .json()
                .at("/keys")
                .forEach(key -> kids.add(key.at("/kid").asString()));
        return kids;
    }

    private static String kidOf(TestProcess process) {
        return kid(process.signIn("admin", TestProcess.PASSWORD).text("/accessToken"));
    }

    private static String kid(String token) {
        byte[] header = java.util.Base64.getUrlDecoder().decode(token.split("\\.")[0]);
        return new Http.Response(
                        200, null, new String(header, java.nio.charset.StandardCharsets.UTF_8))
                .text("/kid");
    }
}
