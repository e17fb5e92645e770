package erp.users;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.auth.AuthSettings;
import erp.core.auth.SignedClaims;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** For whom a token is. */
class AudienceIT {
    private static final String ME = "/api/v1/users/me";
    private static TestProcess erp;
    private static UUID user;

    @BeforeAll
    static void start() {
        erp = TestProcess.start();
        user = erp.user("listener", "auditor");
    }

    @AfterAll
    static void stop() {
        erp.close();
    }

    @Test
    void is_said_by_each_token_and_published_with_the_keys() {
        String token = erp.signIn("listener", TestProcess.PASSWORD).text("/accessToken");
        Http.Response keys = erp.anonymous().get("/.well-known/jwks.json").expect(200);

        assertThat(payload(token)).contains("\"aud\":[\"erp-api\"]");
        assertThat(keys.text("/issuer")).isEqualTo("erp-system");
        assertThat(keys.text("/audience")).isEqualTo("erp-api");
    }

    @Test
    void is_refused_where_it_is_another_though_the_keys_are_the_same() {
        AuthSettings foreign = AuthSettings.of("", "test", "reports");
        try (TestProcess reports = new TestProcess(erp.schema, erp.clock, foreign)) {
            String theirs = reports.signIn("listener", TestProcess.PASSWORD).text("/accessToken");
            String ours = erp.signIn("listener", TestProcess.PASSWORD).text("/accessToken");

            reports.with(theirs).get(ME).expect(200);
            assertThat(erp.with(theirs).get(ME).code()).isEqualTo("core.TOKEN_MALFORMED");
            assertThat(reports.with(ours).get(ME).code()).isEqualTo("core.TOKEN_MALFORMED");
        }
    }

    @Test
    void may_be_one_of_several() {
        assertThat(me(claims("aud", List.of("reports", "erp-api"), "access_version", 0)))
                .isEqualTo(200);
        assertThat(me(claims("aud", "erp-api", "access_version", 0))).isEqualTo(200);
        assertThat(me(claims("aud", List.of("reports", "ERP-API"), "access_version", 0)))
                .isEqualTo(401);
    }

    @Test
    void is_missing_only_in_tokens_of_the_version_before_which_go_on() {
        assertThat(me(claims())).isEqualTo(200);
        assertThat(me(claims("access_version", 0))).isEqualTo(401);
        assertThat(me(claims("aud", List.of(), "access_version", 0))).isEqualTo(401);
        assertThat(me(claims("aud", "reports"))).isEqualTo(401);
    }

    @Test
    void refuses_an_access_version_that_is_no_number_or_not_the_users() {
        assertThat(me(claims("aud", "erp-api", "access_version", "0"))).isEqualTo(401);
        assertThat(me(claims("aud", "erp-api", "access_version", 1))).isEqualTo(401);
        assertThat(me(claims("aud", "erp-api", "access_version", -1))).isEqualTo(401);
    }

    private static int me(Map<String, Object> claims) {
        return erp.with(SignedClaims.of(erp.keys, claims)).get(ME).status();
    }

    /** What the version before put into its tokens, and these. */
    private static Map<String, Object> claims(Object... more) {
        long now = erp.clock.instant().getEpochSecond();
        Map<String, Object> claims =
                new HashMap<>(
                        Map.of(
                                "iss",
                                "erp-system",
                                "sub",
                                user.toString(),
                                "name",
                                "listener",
                                "company",
                                erp.company.toString(),
                                "perms",
                                List.of("users.users.read"),
                                "iat",
                                now,
                                "exp",
                                now + 600));
        for (int i = 0; i < more.length; i += 2) {
            claims.put((String) more[i], more[i + 1]);
        }
        return claims;
    }

    private static String payload(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }
}
