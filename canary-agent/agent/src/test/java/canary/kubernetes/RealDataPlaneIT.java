package canary.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a real Envoy makes of the project's manifests, told by a real istiod. */
class RealDataPlaneIT {

    private static final int REQUESTS = 2000;

    @TempDir private static Path scratch;
    private static TokenSigner signer;
    private static DataPlane plane;

    @BeforeAll
    static void begin() throws Exception {
        RealCluster cluster = RealCluster.shared();
        signer = new TokenSigner("real");
        plane =
                new DataPlane(
                        cluster, cluster.namespace(RealDataPlaneIT.class), scratch, signer.jwks());
        RealCluster.until(
                "the entrance is open and knows the signing key", RealDataPlaneIT::admits);
    }

    /** Until Envoy has its certificate it listens to nobody, and a signing key comes after that. */
    private static boolean admits() {
        try (GatewayClient client = plane.secure()) {
            return status(client, cohort(0)) == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int status(GatewayClient client, Map<String, ?> claims) {
        return client.get("/", token(claims)).status();
    }

    private static Map<String, String> token(Map<String, ?> claims) {
        try {
            return DataPlane.bearer(signer.token(claims));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> cohort(int number) {
        return Map.of("cohort", "%02d".formatted(number));
    }

    @AfterAll
    static void end() {
        if (plane != null) {
            plane.close();
        }
    }

    @Test
    void plain_http_is_sent_to_https() {
        try (GatewayClient client = plane.plain()) {
            var answer = client.get("/api", Map.of());
            assertThat(answer.status()).isEqualTo(301);
            assertThat(answer.headers().get("location"))
                    .isEqualTo("https://" + GatewayClient.HOST + "/api");
        }
    }

    @Test
    void requests_without_a_token_follow_the_weights() throws Exception {
        plane.route(20);
        long before = plane.counted("v2", "upstream_rq_total");
        int canary = 0;
        try (GatewayClient client = plane.secure()) {
            for (int i = 0; i < REQUESTS; i++) {
                var answer = client.get("/", Map.of());
                assertThat(answer.status()).isEqualTo(200);
                canary += answer.version().equals("v2") ? 1 : 0;
            }
        }
        // Five standard deviations of a draw of 2000 at 20 %: 400 and 17.9.
        assertThat(canary).isBetween(310, 490);
        assertThat(plane.counted("v2", "upstream_rq_total") - before).isEqualTo(canary);
    }

    @Test
    void users_follow_their_cohort_and_nothing_else() throws Exception {
        plane.route(20);
        Map<Integer, String> seen = new LinkedHashMap<>();
        Map<Integer, String> expected = new LinkedHashMap<>();
        try (GatewayClient client = plane.secure()) {
            for (int cohort = 0; cohort < 100; cohort++) {
                seen.put(cohort, client.get("/", token(cohort(cohort))).version());
                expected.put(cohort, cohort < 20 ? "v2" : "v1");
            }
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void the_probe_header_counts_with_the_claim_only() throws Exception {
        plane.route(0);
        try (GatewayClient client = plane.secure()) {
            Map<String, String> probe = new LinkedHashMap<>(token(Map.of("probe", true)));
            for (String version : new String[] {"v1", "v2"}) {
                probe.put("ERP-Release-Probe", version);
                assertThat(client.get("/", probe).version()).isEqualTo(version);
            }
            Map<String, String> user =
                    new LinkedHashMap<>(token(Map.of("probe", false, "cohort", "00")));
            user.put("ERP-Release-Probe", "v2");
            assertThat(client.get("/", user).version()).isEqualTo("v1");
            assertThat(client.get("/", Map.of("ERP-Release-Probe", "v2")).version())
                    .isEqualTo("v1");
        }
    }

    @Test
    void a_token_that_is_forged_or_old_is_refused() throws Exception {
        TokenSigner forger = new TokenSigner("real");
        TokenSigner stranger = new TokenSigner("strange");
        String unsigned = signer.token(cohort(1)).replaceFirst("\\.[^.]*$", ".");
        String old = signer.token(cohort(1), Instant.now().minus(Duration.ofHours(1)));
        try (GatewayClient client = plane.secure()) {
            for (String token :
                    new String[] {
                        forger.token(cohort(1)), stranger.token(cohort(1)), unsigned, old
                    }) {
                assertThat(client.get("/", DataPlane.bearer(token)).status()).isEqualTo(401);
            }
        }
    }

    @Test
    void who_writes_claims_himself_gets_nothing_by_it() throws Exception {
        plane.route(20);
        try (GatewayClient client = plane.secure()) {
            int canary = 0;
            for (int i = 0; i < 400; i++) {
                var answer = client.get("/", Map.of("erp-token-cohort", "05"));
                canary += answer.version().equals("v2") ? 1 : 0;
            }
            // As without it: 80 of 400 at 20 %, and five standard deviations of 8.
            assertThat(canary).isBetween(40, 120);
            Map<String, String> both = new LinkedHashMap<>(token(cohort(50)));
            both.put("erp-token-cohort", "05");
            assertThat(client.get("/", both).version()).isEqualTo("v1");
            both.put("erp-token-probe", "true");
            both.put("ERP-Release-Probe", "v2");
            assertThat(client.get("/", both).version()).isEqualTo("v1");
            plane.route(0);
            Map<String, String> probe =
                    Map.of("ERP-Token-Probe", "true", "ERP-Release-Probe", "v2");
            for (int i = 0; i < 100; i++) {
                assertThat(client.get("/", probe).version()).isEqualTo("v1");
            }
        }
    }

    @Test
    void a_write_whose_answer_is_lost_is_not_sent_again() throws Exception {
        plane.route(0);
        try (GatewayClient client = plane.secure()) {
            int before = Integer.parseInt(client.get("/count", Map.of()).body());
            assertThat(client.send("POST", "/", Map.of()).status()).isEqualTo(503);
            int after = Integer.parseInt(client.get("/count", Map.of()).body());
            assertThat(after - before).isEqualTo(1);
        }
        assertThat(plane.counted("v1", "upstream_rq_retry")).isZero();
    }

    @Test
    void a_rollback_leaves_nobody_on_the_canary() throws Exception {
        plane.route(50);
        plane.route(0);
        plane.apply("istio/virtual-service-rollback.yaml");
        long before = plane.counted("v2", "upstream_rq_total");
        try (GatewayClient client = plane.secure()) {
            for (int cohort = 0; cohort < 100; cohort++) {
                assertThat(client.get("/", token(cohort(cohort))).version()).isEqualTo("v1");
                assertThat(client.get("/", Map.of()).version()).isEqualTo("v1");
            }
        }
        assertThat(plane.counted("v2", "upstream_rq_total")).isEqualTo(before);
    }
}
