package erp.users;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.UUID;

class SignInIT {
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
    void signs_in_and_says_how_long_it_lasts() {
        Http.Response session = erp.signIn("admin", TestProcess.PASSWORD).expect(200);

        assertThat(session.text("/tokenType")).isEqualTo("Bearer");
        assertThat(session.json().at("/expiresIn").asLong()).isEqualTo(600);
        assertThat(session.json().at("/refreshExpiresIn").asLong()).isEqualTo(14 * 24 * 3600);
        assertThat(session.header("Cache-Control")).hasValue("no-store");
        assertThat(erp.with(session.text("/accessToken")).get("/api/v1/users/me").status())
                .isEqualTo(200);
    }

    @Test
    void tells_who_one_is() {
        UUID id = erp.user("me.myself", "auditor");
        Http.Response me = erp.as("me.myself").get("/api/v1/users/me").expect(200);

        assertThat(me.uuid("/id")).isEqualTo(id);
        assertThat(me.text("/username")).isEqualTo("me.myself");
        assertThat(me.uuid("/companyId")).isEqualTo(erp.company);
        assertThat(me.json().at("/roles").toString()).isEqualTo("[\"auditor\"]");
        assertThat(me.json().at("/permissions").toString())
                .isEqualTo(
                        "[\"core.companies.read\",\"core.quarantine.read\",\"sales.orders.read\","
                                + "\"users.roles.read\",\"users.users.read\"]");
    }

    @Test
    void takes_a_user_name_in_any_case() {
        assertThat(erp.signIn("ADMIN", TestProcess.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void refuses_a_wrong_password_and_an_unknown_user_alike() {
        erp.user("known");
        Http.Response wrong = erp.signIn("known", "not the password");
        Http.Response unknown = erp.signIn("unknown", "not the password");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("users.WRONG_CREDENTIALS");
        assertThat(wrong.header("WWW-Authenticate")).isPresent();
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text("/detail")).isEqualTo(wrong.text("/detail"));
    }

    @Test
    void blocks_guessing_at_a_name_until_time_has_passed_even_where_the_password_is_right() {
        erp.user("guessed");
        for (int i = 0; i < LoginGuard.PAIR_LIMIT; i++) {
            erp.signIn("guessed", "guess number " + i).expect(401);
        }
        Http.Response blocked = erp.signIn("guessed", TestProcess.PASSWORD);

        assertThat(blocked.status()).isEqualTo(429);
        assertThat(blocked.code()).isEqualTo("users.SIGN_IN_BLOCKED");
        assertThat(blocked.header("Retry-After")).isPresent();
        erp.signIn("admin", TestProcess.PASSWORD).expect(200);
        erp.clock.advance(Duration.ofSeconds(2));
        erp.signIn("guessed", TestProcess.PASSWORD).expect(200);
        erp.signIn("guessed", "guess again").expect(401);
        erp.signIn("guessed", TestProcess.PASSWORD).expect(200);
    }

    @Test
    void blocks_guessing_at_a_name_that_does_not_exist_likewise() {
        for (int i = 0; i < LoginGuard.PAIR_LIMIT; i++) {
            erp.signIn("phantom", "guess number " + i).expect(401);
        }
        assertThat(erp.signIn("phantom", "guess").code()).isEqualTo("users.SIGN_IN_BLOCKED");
        erp.clock.advance(Duration.ofSeconds(2));
    }

    @Test
    void refuses_a_disabled_user_and_says_so_only_to_who_knows_the_password() {
        UUID id = erp.user("leaver");
        Http.Response session = erp.signIn("leaver", TestProcess.PASSWORD).expect(200);
        erp.administrator().post("/api/v1/users/users/" + id + "/disable").expect(200);

        assertThat(erp.signIn("leaver", TestProcess.PASSWORD).code())
                .isEqualTo("users.USER_DISABLED");
        assertThat(erp.signIn("leaver", "not the password").code())
                .isEqualTo("users.WRONG_CREDENTIALS");
        assertThat(refresh(session.text("/refreshToken")).status()).isEqualTo(401);
        erp.administrator().post("/api/v1/users/users/" + id + "/enable").expect(200);
        erp.signIn("leaver", TestProcess.PASSWORD).expect(200);
        assertThat(refresh(session.text("/refreshToken")).status()).isEqualTo(401);
    }

    @Test
    void rotates_refresh_tokens() {
        String first = session("admin");
        Http.Response second = refresh(first).expect(200);
        Http.Response third = refresh(second.text("/refreshToken")).expect(200);

        assertThat(second.text("/refreshToken")).isNotEqualTo(first);
        assertThat(erp.with(third.text("/accessToken")).get("/api/v1/users/me").status())
                .isEqualTo(200);
    }

    @Test
    void ends_the_whole_session_when_a_spent_refresh_token_comes_again() {
        erp.user("robbed");
        String other = session("robbed");
        String stolen = session("robbed");
        String fresh = refresh(stolen).expect(200).text("/refreshToken");

        assertThat(refresh(stolen).code()).isEqualTo("users.REFRESH_TOKEN_INVALID");
        assertThat(refresh(fresh).status()).isEqualTo(401);
        refresh(other).expect(200);
        assertThat(erp.count("select count(*) from core_history where action = 'end-session'"))
                .isEqualTo(1);
    }

    @Test
    void refuses_a_refresh_token_that_has_expired_or_never_was() {
        String token = session("admin");
        erp.clock.advance(Duration.ofDays(14).plusSeconds(1));

        assertThat(refresh(token).status()).isEqualTo(401);
        assertThat(refresh("made up").status()).isEqualTo(401);
    }

    @Test
    void ends_a_session_after_sixty_days_however_often_it_is_refreshed() {
        Http.Response session = erp.signIn("admin", TestProcess.PASSWORD).expect(200);
        for (int i = 0; i < 5; i++) {
            erp.clock.advance(Duration.ofDays(10));
            session = refresh(session.text("/refreshToken")).expect(200);
        }
        assertThat(session.json().at("/refreshExpiresIn").asLong()).isEqualTo(10 * 24 * 3600);
        erp.clock.advance(Duration.ofDays(11));
        assertThat(refresh(session.text("/refreshToken")).status()).isEqualTo(401);
    }

    @Test
    void signs_out() {
        String token = session("admin");

        assertThat(logout(token).status()).isEqualTo(204);
        assertThat(refresh(token).status()).isEqualTo(401);
        assertThat(logout(token).status()).isEqualTo(204);
        assertThat(logout("made up").status()).isEqualTo(204);
    }

    @Test
    void keeps_neither_passwords_nor_refresh_tokens_in_readable_form() {
        String token = session("admin");

        assertThat(
                        erp.count(
                                "select count(*) from users_user where password_hash not like"
                                        + " '$argon2id$v=19$m=7168,t=5,p=1$%'"))
                .isZero();
        assertThat(
                        erp.count(
                                "select count(*) from users_refresh_token where token_hash = '"
                                        + token.substring(0, 32)
                                        + "'"))
                .isZero();
    }

    @Test
    void names_the_field_that_is_wrong() {
        Http.Response empty = erp.anonymous().post("/api/v1/users/login", "{\"username\": \" \"}");

        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.errors())
                .containsExactlyInAnyOrder("/username notBlank", "/password required");
    }

    @Test
    void changes_ones_own_password_and_ends_ones_sessions() {
        erp.user("careful");
        Http careful = erp.as("careful");
        String token = session("careful");

        assertThat(change(careful, "not the password", "a better one 7").code())
                .isEqualTo("users.WRONG_CREDENTIALS");
        assertThat(change(careful, TestProcess.PASSWORD, "Careful's own").errors())
                .containsExactly("/newPassword username");
        assertThat(change(careful, TestProcess.PASSWORD, "a better one 7").status()).isEqualTo(204);
        assertThat(refresh(token).status()).isEqualTo(401);
        erp.signIn("careful", TestProcess.PASSWORD).expect(401);
        erp.signIn("careful", "a better one 7").expect(200);
    }

    @Test
    void forgets_what_has_expired() {
        session("admin");
        erp.signIn("nobody.at.all", "not the password").expect(401);
        erp.clock.advance(Duration.ofDays(61));
        erp.users.sweep();

        assertThat(erp.count("select count(*) from users_refresh_token")).isZero();
        assertThat(erp.count("select count(*) from users_login_attempt")).isZero();
    }

    private static String session(String username) {
        return erp.signIn(username, TestProcess.PASSWORD).expect(200).text("/refreshToken");
    }

    private static Http.Response refresh(String token) {
        return erp.anonymous().post("/api/v1/users/refresh", body(token));
    }

    private static Http.Response logout(String token) {
        return erp.anonymous().post("/api/v1/users/logout", body(token));
    }

    private static Http.Response change(Http client, String current, String wanted) {
        return client.post(
                "/api/v1/users/me/password",
                """
                {"currentPassword": "%s", "newPassword": "%s"}\
                """
                        .formatted(current, wanted));
    }

    private static String body(String token) {
        return """
        {"refreshToken": "%s"}\
        """
                .formatted(token);
    }
}
