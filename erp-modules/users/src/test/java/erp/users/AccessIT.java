package erp.users;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.Http;
import erp.core.TestClock;
import erp.core.auth.Identity;
import erp.core.tx.Tx;
import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is taken from a user is gone, whatever the tokens say that are out: on every process. */
class AccessIT {
    private static final String USERS = "/api/v1/users/users";
    private static final String COMPANIES = "/api/v1/core/companies";
    private static final String ROLES = "/api/v1/users/roles";
    private static final Duration READS_END_WITHIN = Duration.ofSeconds(3);
    private static TestProcess here;
    private static TestProcess there;

    @BeforeAll
    static void start() {
        TestSchema schema = TestDatabase.schema();
        TestClock clock = new TestClock();
        here = new TestProcess(schema, clock, TestProcess.AUTH);
        there = new TestProcess(schema, clock, TestProcess.AUTH);
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
    }

    @Test
    void a_demoted_administrator_cannot_take_rights_back_with_the_old_token() {
        UUID id = here.user("demoted", "administrator");
        String token = token("demoted");
        there.with(token).get(USERS).expect(200);
        setRoles(id, "auditor");

        for (TestProcess erp : List.of(here, there)) {
            Http demoted = erp.with(token);
            for (Http.Response refused :
                    List.of(
                            demoted.put(USERS + "/" + id + "/roles", roles("administrator")),
                            demoted.post(USERS + "/" + id + "/enable"),
                            demoted.post(USERS, TestProcess.newUser("back-door", "administrator")),
                            demoted.post(ROLES, TestProcess.role("door", List.of())))) {
                assertThat(refused.status()).as(refused.body()).isIn(401, 403);
            }
        }
        assertThat(here.count("select count(*) from users_user where username = 'back-door'"))
                .isZero();
    }

    @Test
    void a_disabled_administrator_cannot_enable_himself_or_make_another() {
        UUID id = here.user("disabled", "administrator");
        String token = token("disabled");
        here.administrator().post(USERS + "/" + id + "/disable").expect(200);

        for (TestProcess erp : List.of(here, there)) {
            Http disabled = erp.with(token);
            for (Http.Response refused :
                    List.of(
                            disabled.post(USERS + "/" + id + "/enable"),
                            disabled.post(USERS, TestProcess.newUser("heir", "administrator")),
                            disabled.post(
                                    "/api/v1/core/companies",
                                    """
                                    {"code": "MINE", "name": "M", "currency": "EUR", "zone": "UTC"}\
                                    """))) {
                assertThat(refused.status()).as(refused.body()).isEqualTo(401);
                assertThat(refused.code()).isEqualTo("core.TOKEN_REVOKED");
            }
        }
    }

    @Test
    void reads_end_within_seconds_on_every_process() {
        UUID id = here.user("reader", "auditor");
        String token = token("reader");
        here.with(token).get(USERS).expect(200);
        there.with(token).get(USERS).expect(200);
        here.administrator().post(USERS + "/" + id + "/disable").expect(200);

        for (TestProcess erp : List.of(here, there)) {
            within(READS_END_WITHIN, () -> erp.with(token).get(USERS).status() == 401);
        }
    }

    @Test
    void a_role_that_changes_changes_what_its_holders_may_do_now() {
        UUID role = here.role("changing", "users.users.read", "users.roles.write");
        here.user("holder", "changing");
        String token = token("holder");
        Http holder = there.with(token);
        holder.get(USERS).expect(200);
        holder.post(ROLES, TestProcess.role("made-before", List.of("users.users.read")))
                .expect(201);
        here.administrator()
                .with("If-Match", "\"0\"")
                .put(ROLES + "/" + role, TestProcess.role("changing", List.of("users.users.write")))
                .expect(200);

        assertThat(holder.post(ROLES, TestProcess.role("made-after", List.of())).status())
                .isEqualTo(403);
        within(READS_END_WITHIN, () -> holder.get(USERS).status() == 403);
        within(
                READS_END_WITHIN,
                () -> holder.post(USERS, TestProcess.newUser("made-now")).status() == 201);
    }

    @Test
    void rights_that_another_process_took_are_gone_in_the_next_write() {
        UUID id = here.user("elsewhere", "auditor");
        Http user = there.with(token("elsewhere"));
        assertThat(tryWrite(user)).isEqualTo(403);

        setRoles(id, "administrator"); // the version of the user's row tells
        within(READS_END_WITHIN, () -> tryWrite(user) == 200);
        setRoles(id, "auditor");
        assertThat(tryWrite(user)).isEqualTo(403);

        setRoles(id, "administrator");
        within(READS_END_WITHIN, () -> tryWrite(user) == 200);
        here.administrator().post(USERS + "/" + id + "/disable").expect(200);
        assertThat(tryWrite(user)).isEqualTo(401);
    }

    @Test
    void what_an_own_role_lost_elsewhere_is_gone_in_the_next_write() {
        UUID role = here.role("own", "core.companies.write");
        here.user("owner", "auditor", "own");
        Http user = there.with(token("owner"));
        assertThat(tryWrite(user)).isEqualTo(200);

        here.administrator() // changes the role; the user's row stays as it is
                .with("If-Match", "\"0\"")
                .put(ROLES + "/" + role, TestProcess.role("own", List.of()))
                .expect(200);
        assertThat(tryWrite(user)).isEqualTo(403);
    }

    /** A write that keeps no rights, answered 200 where it is allowed. */
    private static int tryWrite(Http user) {
        return user.with("If-Match", "*")
                .put(
                        COMPANIES + "/" + here.company + "?dryRun=true",
                        "{\"name\": \"Main company\", \"zone\": \"UTC\"}")
                .status();
    }

    @Test
    void a_new_password_ends_the_tokens_that_are_out() {
        UUID id = here.user("resetted", "auditor");
        Http.Response session = here.signIn("resetted", TestProcess.PASSWORD).expect(200);
        there.with(session.text("/accessToken")).get(USERS).expect(200);
        here.administrator()
                .post(USERS + "/" + id + "/password", "{\"newPassword\": \"another one 7\"}")
                .expect(200);

        assertEnded(session);
        String anew = there.signIn("resetted", "another one 7").expect(200).text("/accessToken");
        there.with(anew).get(USERS).expect(200);
        here.with(anew).get(USERS).expect(200);
    }

    @Test
    void a_user_ends_all_sessions_and_so_does_an_administrator() {
        UUID id = here.user("everywhere", "auditor");
        Http.Response phone = here.signIn("everywhere", TestProcess.PASSWORD).expect(200);
        Http.Response desk = there.signIn("everywhere", TestProcess.PASSWORD).expect(200);
        there.with(desk.text("/accessToken"))
                .post("/api/v1/users/me/logout-everywhere")
                .expect(204);
        assertEnded(phone);
        assertEnded(desk);

        Http.Response again = here.signIn("everywhere", TestProcess.PASSWORD).expect(200);
        here.administrator().post(USERS + "/" + id + "/logout-everywhere").expect(204);
        assertEnded(again);
    }

    @Test
    void who_was_disabled_and_enabled_again_needs_a_new_token() {
        UUID id = here.user("returned", "auditor");
        Http.Response session = here.signIn("returned", TestProcess.PASSWORD).expect(200);
        here.administrator().post(USERS + "/" + id + "/disable").expect(200);
        here.administrator().post(USERS + "/" + id + "/enable").expect(200);

        assertEnded(session);
    }

    @Test
    void a_right_that_is_being_taken_is_not_used_to_give_rights_meanwhile() throws Exception {
        UUID id = here.user("quick", "administrator");
        String token = token("quick");
        try (Held demotion =
                new Held(tx -> here.users.accounts.takeRoles(tx, id, List.of("auditor")))) {
            Future<Http.Response> heir =
                    demotion.meanwhile(
                            () ->
                                    there.with(token)
                                            .post(
                                                    USERS,
                                                    TestProcess.newUser("late", "administrator")));
            assertThat(heir.get(20, TimeUnit.SECONDS).status()).isEqualTo(403);
        }
        assertThat(here.count("select count(*) from users_user where username = 'late'")).isZero();
    }

    @Test
    void of_two_who_take_each_others_rights_at_once_one_succeeds() throws Exception {
        for (int round = 0; round < 5; round++) {
            String one = "cain" + round;
            String other = "abel" + round;
            UUID oneId = here.user(one, "administrator");
            UUID otherId = here.user(other, "administrator");
            Http oneHere = here.with(token(one));
            Http otherThere = there.with(token(other));
            List<Integer> answers;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                answers =
                        threads
                                .invokeAll(
                                        List.<Callable<Integer>>of(
                                                () -> demote(oneHere, otherId),
                                                () -> demote(otherThere, oneId)))
                                .stream()
                                .map(Future::resultNow)
                                .toList();
            }
            assertThat(answers).containsExactlyInAnyOrder(200, 403);
        }
    }

    private static int demote(Http by, UUID id) {
        return by.put(USERS + "/" + id + "/roles", roles("auditor")).status();
    }

    @Test
    void a_session_is_not_renewed_while_its_user_is_being_disabled() throws Exception {
        UUID id = here.user("renewing", "auditor");
        Http.Response session = here.signIn("renewing", TestProcess.PASSWORD).expect(200);
        try (Held disabling = new Held(tx -> here.users.accounts.disable(tx, id))) {
            Future<Http.Response> renewed =
                    disabling.meanwhile(() -> refresh(there, session.text("/refreshToken")));
            assertThat(renewed.get(20, TimeUnit.SECONDS).status()).isEqualTo(401);
        }
        assertThat(
                        here.count(
                                "select count(*) from users_refresh_token where revoked_at is null"
                                        + " and used_at is null and user_id = unhex('"
                                        + id.toString().replace("-", "")
                                        + "')"))
                .isZero();
    }

    @Test
    void nobody_signs_in_with_a_password_that_is_being_replaced() throws Exception {
        UUID id = here.user("replacing", "auditor");
        String hash = here.users.passwords.hash("the one after 1");
        try (Held reset = new Held(tx -> here.users.accounts.resetPassword(tx, id, hash))) {
            Future<Http.Response> signedIn =
                    reset.meanwhile(() -> there.signIn("replacing", TestProcess.PASSWORD));
            assertThat(signedIn.get(20, TimeUnit.SECONDS).status()).isEqualTo(401);
        }
    }

    @Test
    void a_token_of_the_version_before_is_good_for_what_its_user_may_do_now() {
        UUID id = here.user("veteran", "auditor");
        String token =
                here.tokens.issue(
                        new Identity(id, "veteran", here.company, List.of("users.users.write")));

        here.with(token).get(USERS).expect(200);
        assertThat(here.with(token).post(USERS, TestProcess.newUser("forged")).status())
                .isEqualTo(403);
        here.administrator().post(USERS + "/" + id + "/disable").expect(200);
        within(READS_END_WITHIN, () -> here.with(token).get(USERS).status() == 401);
    }

    @Test
    void a_token_of_nobody_or_of_another_company_is_good_for_nothing() {
        UUID id = here.user("somewhere", "auditor");
        for (Identity made :
                List.of(
                        new Identity(UUID.randomUUID(), "ghost", here.company, List.of("*")),
                        new Identity(id, "somewhere", UUID.randomUUID(), List.of("*")))) {
            assertThat(here.with(here.tokens.issue(made)).get(USERS).code())
                    .isEqualTo("core.TOKEN_REVOKED");
        }
    }

    /** A change that is made, but not committed before somebody else waits for it. */
    private static final class Held implements AutoCloseable {
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final CountDownLatch done = new CountDownLatch(1);
        private final CountDownLatch commit = new CountDownLatch(1);
        private final Future<?> change;

        Held(Function<Tx, ?> work) throws InterruptedException {
            change =
                    threads.submit(
                            () ->
                                    here.db.write(
                                            new Caller(Actor.SYSTEM, here.company, "test"),
                                            tx -> {
                                                Object result = work.apply(tx);
                                                done.countDown();
                                                await(commit);
                                                return result;
                                            }));
            await(done);
        }

        /** Starts it, gives it the time to come to where it waits, and lets the change commit. */
        <T> Future<T> meanwhile(Supplier<T> work) throws InterruptedException {
            Future<T> running = threads.submit(work::get);
            Thread.sleep(700);
            commit.countDown();
            return running;
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            commit.countDown();
            threads.close();
            assertThat(change).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    private static void assertEnded(Http.Response session) {
        for (TestProcess erp : List.of(here, there)) {
            String token = session.text("/accessToken");
            Http.Response write = erp.with(token).post("/api/v1/users/me/logout-everywhere");
            assertThat(write.code()).isEqualTo("core.TOKEN_REVOKED");
            within(
                    READS_END_WITHIN,
                    () -> erp.with(token).get(USERS).code().equals("core.TOKEN_REVOKED"));
            assertThat(refresh(erp, session.text("/refreshToken")).status()).isEqualTo(401);
        }
    }

    private static void within(Duration limit, Supplier<Boolean> condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.get()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
        }
    }

    private static Http.Response refresh(TestProcess erp, String token) {
        return erp.anonymous()
                .post("/api/v1/users/refresh", "{\"refreshToken\": \"" + token + "\"}");
    }

    private static String token(String username) {
        return here.signIn(username, TestProcess.PASSWORD).expect(200).text("/accessToken");
    }

    private static void setRoles(UUID id, String... names) {
        here.administrator().put(USERS + "/" + id + "/roles", roles(names)).expect(200);
    }

    private static String roles(String... names) {
        return "{\"roles\": [" + TestProcess.quoted(names) + "]}";
    }
}
