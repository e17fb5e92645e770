package erp.users;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.auth.AuthSettings;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What is accepted as a token, and what is not. */
class TokenIT {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
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
    void can_be_verified_with_the_published_keys_and_the_jdk_alone() throws Exception {
        String[] parts = token().split("\\.");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(publishedKey());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

        assertThat(signature.verify(DECODER.decode(parts[2]))).isTrue();
    }

    @Test
    void carries_what_router_and_mesh_decide_by() {
        UUID id = erp.user("claims", "auditor");
        String token = erp.signIn("claims", TestProcess.PASSWORD).text("/accessToken");
        JsonNode claims = json(token.split("\\.")[1]);

        assertThat(claims.at("/iss").asString()).isEqualTo("erp-system");
        assertThat(claims.at("/sub").asString()).isEqualTo(id.toString());
        assertThat(claims.at("/name").asString()).isEqualTo("claims");
        assertThat(claims.at("/company").asString()).isEqualTo(erp.company.toString());
        assertThat(claims.at("/cohort").asString()).matches("[0-9]{2}");
        assertThat(claims.at("/probe").asBoolean()).isFalse();
        assertThat(claims.at("/jti").asString()).isNotEmpty();
        assertThat(claims.at("/exp").asLong() - claims.at("/iat").asLong()).isEqualTo(600);
        assertThat(claims.at("/perms").get(0).asString()).isEqualTo("core.companies.read");
        assertThat(json(token.split("\\.")[0]).at("/kid").asString()).isNotEmpty();
    }

    @Test
    void marks_probes_and_nobody_else() {
        erp.user("prober", "release-probe");
        String probe = erp.signIn("prober", TestProcess.PASSWORD).text("/accessToken");

        assertThat(json(probe.split("\\.")[1]).at("/probe").asBoolean()).isTrue();
        assertThat(json(token().split("\\.")[1]).at("/probe").asBoolean()).isFalse();
        assertThat(json(token().split("\\.")[1]).at("/perms").toString()).isEqualTo("[\"*\"]");
    }

    @Test
    void is_missing() {
        Http.Response none = erp.anonymous().get("/api/v1/users/me");
        Http.Response basic =
                erp.anonymous().with("Authorization", "Basic YTpi").get("/api/v1/users/me");

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.code()).isEqualTo("core.TOKEN_MISSING");
        assertThat(none.header("WWW-Authenticate")).isPresent();
        assertThat(basic.code()).isEqualTo("core.TOKEN_MISSING");
    }

    @Test
    void is_known_to_have_expired_also_where_it_was_accepted_before() {
        String token = token();
        erp.with(token).get("/api/v1/users/me").expect(200);
        erp.clock.advance(Duration.ofMinutes(10).plusSeconds(29));
        erp.with(token).get("/api/v1/users/me").expect(200);
        String unseen = token();
        erp.clock.advance(Duration.ofSeconds(2));
        assertThat(erp.with(token).get("/api/v1/users/me").code()).isEqualTo("core.TOKEN_EXPIRED");
        erp.clock.advance(Duration.ofMinutes(11));
        assertThat(erp.with(unseen).get("/api/v1/users/me").code()).isEqualTo("core.TOKEN_EXPIRED");
    }

    @Test
    void is_refused_when_signed_with_another_key() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        PrivateKey own = generator.generateKeyPair().getPrivate();

        assertRefused(signed(header("RS256"), payload(), own));
        assertRefused(signed(header("RS256").replace(kid(), "unknown"), payload(), own));
        assertRefused(signed("{\"alg\":\"RS256\"}", payload(), own));
    }

    @Test
    void is_refused_without_a_signature() {
        String head = encode("{\"alg\":\"none\"}");

        assertRefused(head + "." + encode(payload()) + ".");
        assertRefused(encode(header("none")) + "." + encode(payload()) + ".");
        assertRefused(head + "." + encode(payload()) + "." + token().split("\\.")[2]);
    }

    @Test
    void is_refused_when_the_public_key_was_used_as_a_shared_secret() throws Exception {
        for (byte[] secret :
                new byte[][] {
                    publishedKey().getEncoded(),
                    ("-----BEGIN PUBLIC KEY-----\n"
                                    + Base64.getMimeEncoder()
                                            .encodeToString(publishedKey().getEncoded())
                                    + "\n-----END PUBLIC KEY-----\n")
                            .getBytes(StandardCharsets.US_ASCII)
                }) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String text = encode(header("HS256")) + "." + encode(payload());
            byte[] tag = mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));

            assertRefused(text + "." + ENCODER.encodeToString(tag));
        }
    }

    @Test
    void is_refused_when_changed_cut_or_too_long() {
        String token = token();
        String[] parts = token.split("\\.");
        String other = encode(json(parts[1]).toString().replace("admin", "adnim"));

        assertRefused(parts[0] + "." + other + "." + parts[2]);
        assertRefused(token.substring(0, token.length() - 20));
        assertRefused(parts[0] + "." + parts[1]);
        assertRefused("x");
        assertRefused("a.b.c");
        assertRefused(parts[0] + "." + "A".repeat(9_000) + "." + parts[2]);
    }

    @Test
    void is_refused_from_another_issuer_on_the_same_keys() {
        AuthSettings foreign =
                new AuthSettings(
                        AuthSettings.DEVELOPMENT_SECRET,
                        "somebody-else",
                        AuthSettings.LIFETIME,
                        AuthSettings.KEY_AGE);
        try (TestProcess other = new TestProcess(erp.schema, erp.clock, foreign)) {
            String token = other.signIn("admin", TestProcess.PASSWORD).text("/accessToken");

            other.with(token).get("/api/v1/users/me").expect(200);
            assertRefused(token);
        }
    }

    @Test
    void lets_a_caller_do_only_what_it_allows() {
        erp.user("reader", "auditor");
        Http reader = erp.as("reader");

        assertThat(reader.get("/api/v1/users/users").status()).isEqualTo(200);
        Http.Response refused =
                reader.post("/api/v1/users/users", TestProcess.newUser("more", "auditor"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/detail")).contains("users.users.write");
    }

    private static void assertRefused(String token) {
        Http.Response response = erp.with(token).get("/api/v1/users/me");
        assertThat(response.status()).as(token).isEqualTo(401);
        assertThat(response.code()).isEqualTo("core.TOKEN_MALFORMED");
        assertThat(response.text("/detail")).isEqualTo("the access token is not valid");
    }

    private static String token() {
        return erp.signIn("admin", TestProcess.PASSWORD).expect(200).text("/accessToken");
    }

    private static JsonNode json(String part) {
        return new Http.Response(
                        200, null, new String(DECODER.decode(part), StandardCharsets.UTF_8))
                .json();
    }

    private static String kid() {
        return jwk().at("/kid").asString();
    }

    private static String header(String algorithm) {
        return "{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(algorithm, kid());
    }

    /** All that the ERP asks for, and more rights than anybody should have. */
    private static String payload() {
        Instant now = erp.clock.instant();
        return """
        {"iss":"erp-system","sub":"%s","name":"admin","company":"%s","cohort":"00","perms":["*"],\
        "probe":true,"jti":"1","iat":%d,"exp":%d}\
        """
                .formatted(
                        UUID.randomUUID(),
                        erp.company,
                        now.getEpochSecond(),
                        now.getEpochSecond() + 600);
    }

    private static String signed(String header, String payload, PrivateKey key)
            throws GeneralSecurityException {
        String text = encode(header) + "." + encode(payload);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + ENCODER.encodeToString(signature.sign());
    }

    private static String encode(String json) {
        return ENCODER.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode jwk() {
        Http.Response keys = erp.anonymous().get("/.well-known/jwks.json").expect(200);
        assertThat(keys.header("Cache-Control")).hasValue("public, max-age=300");
        return keys.json().at("/keys/0");
    }

    private static PublicKey publishedKey() throws GeneralSecurityException {
        JsonNode jwk = jwk();
        return KeyFactory.getInstance("RSA")
                .generatePublic(
                        new RSAPublicKeySpec(
                                new BigInteger(1, DECODER.decode(jwk.at("/n").asString())),
                                new BigInteger(1, DECODER.decode(jwk.at("/e").asString()))));
    }
}
