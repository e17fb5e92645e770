package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

/** What the server tells a release agent to try, it can do, and nothing of it stays. */
class SmokeTestsIT extends ErpIT {
    private static final String LIST = "/api/v1/core/smoke-tests";

    @Test
    void the_release_probe_can_do_all_that_it_is_told_to_try() {
        Shop.open(api(), 1, 5);
        api().post("/api/v1/purchasing/suppliers", Map.of("name", "Iron Ltd")).is(201);
        Api probe = somebody("release-probe").api();
        List<JsonNode> tests = tests(probe);
        assertThat(tests)
                .extracting(test -> test.path("name").asString())
                .containsExactly(
                        "core",
                        "finance",
                        "inventory",
                        "sales",
                        "order",
                        "purchasing",
                        "purchase",
                        "production",
                        "hr",
                        "employee",
                        "crm",
                        "lead",
                        "users");
        for (JsonNode test : tests) {
            String path = test.path("path").asString();
            if (test.path("method").asString().equals("GET")) {
                probe.get(path).is(200);
            } else {
                assertThat(path).endsWith("?dryRun=true");
                assertThat(test.path("bodies")).isNotEmpty();
                test.path("bodies").forEach(body -> probe.post(path, body).is(201));
            }
        }
        assertThat(api().get("/api/v1/sales/orders").is(200).body().path("items")).isEmpty();
        assertThat(api().get("/api/v1/purchasing/orders").is(200).body().path("items")).isEmpty();
    }

    @Test
    void nobody_else_is_told() {
        for (String role : List.of("auditor", "sales-clerk", "accountant")) {
            somebody(role).api().get(LIST).is(403);
        }
    }

    private static List<JsonNode> tests(Api probe) {
        return probe.get(LIST).is(200).body().path("tests").valueStream().toList();
    }
}
