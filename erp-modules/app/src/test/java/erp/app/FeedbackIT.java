package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Everybody who can sign in may complain; few may read it; the metrics say how many did. */
class FeedbackIT extends ErpIT {
    private static final String PATH = "/api/v1/feedback";
    private static final String SECRET = "a-long-enough-secret";

    private static Api userWith(String role) {
        String name = "user-" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, Object> user =
                Map.of(
                        "username",
                        name,
                        "password",
                        SECRET,
                        "displayName",
                        "Somebody",
                        "roles",
                        List.of(role));
        api().post("/api/v1/users/users", user).is(201);
        return Api.signedIn(base(), name, SECRET);
    }

    private static double counter(String series) {
        String page = Api.anonymous(management()).get("/metrics").is(200).raw().body();
        return page.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in\n" + page));
    }

    private static String series(String kind) {
        return "erp_feedback_total{app=\"erp-system\",kind=\"%s\",version=\"%s\"}"
                .formatted(kind, VERSION);
    }

    @Test
    void every_signed_in_user_may_send_and_only_some_may_read() {
        Map<String, Object> narrow =
                Map.of("name", "narrow", "permissions", List.of("inventory.stock.read"));
        api().post("/api/v1/users/roles", narrow).is(201);
        for (String role :
                List.of(
                        "narrow",
                        "sales-clerk",
                        "warehouse-clerk",
                        "accountant",
                        "auditor",
                        "administrator")) {
            Api user = userWith(role);
            user.post(PATH, Map.of("kind", "problem", "text", role)).is(201);
            boolean reads = List.of("auditor", "administrator").contains(role);
            user.get(PATH).is(reads ? 200 : 403);
        }
        List<String> kept = api().get(PATH).is(200).body().at("/items").findValuesAsString("text");
        assertThat(kept).contains("narrow", "sales-clerk", "auditor");
    }

    @Test
    void a_complaint_shows_in_the_metrics_and_a_probe_has_none() {
        assertThat(counter(series("idea"))).isZero();
        double before = counter(series("complaint"));
        Map<String, String> complaint = Map.of("kind", "complaint", "text", "It got slow.");
        api().post(PATH, complaint).is(201);
        userWith("release-probe").post(PATH, complaint).is(403);
        assertThat(counter(series("complaint")) - before).isEqualTo(1);
    }

    @Test
    void the_api_describes_itself() {
        Api.Answer document = Api.anonymous(base()).get("/openapi.json").is(200);
        assertThat(document.body().at("/components/schemas/FeedbackKind/enum").toString())
                .isEqualTo("[\"complaint\",\"problem\",\"praise\",\"idea\"]");
        var post = document.body().at("/paths/~1api~1v1~1feedback/post");
        assertThat(post.at("/tags/0").asString()).isEqualTo("feedback");
        assertThat(post.at("/responses/429/headers").has("Retry-After")).isTrue();
        assertThat(post.at("/responses/429/x-problem-codes/0").asString())
                .isEqualTo("feedback.TOO_MUCH_FEEDBACK");
    }
}
