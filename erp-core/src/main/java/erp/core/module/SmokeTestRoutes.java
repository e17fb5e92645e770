package erp.core.module;

import erp.core.CorePermission;
import erp.core.Json;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.function.Function;

/** Tells the release agent what to try. */
final class SmokeTestRoutes {
    private final JsonMapper json = Json.mapper();
    private final List<SmokeTest> tests;

    SmokeTestRoutes(List<SmokeTest> tests) {
        this.tests = tests;
    }

    /** What to try on a version; nothing of it stays. */
    record SmokeTests(List<SmokeTestView> tests) {}

    /**
     * @param name as release plans leave it out by
     * @param what as a sentence says it
     * @param method GET, or POST of a dry run
     * @param bodies of a POST, the most promising first: one that is accepted is enough
     * @param missing what this company has none of, so that there is no body
     */
    record SmokeTestView(
            String name,
            String what,
            String method,
            String path,
            List<JsonNode> bodies,
            List<String> missing) {}

    Endpoint<?> endpoint() {
        return Endpoint.get(
                        "/api/v1/core/smoke-tests",
                        "listSmokeTests",
                        "What a release agent tries on a version, with data of the caller's"
                                + " company")
                .permission(CorePermission.RELEASE_PROBE)
                .answers(SmokeTests.class)
                .read((tx, _) -> Reply.ok(new SmokeTests(views(tx))));
    }

    private List<SmokeTestView> views(Tx tx) {
        return tests.stream().map(test -> view(tx, test)).toList();
    }

    private SmokeTestView view(Tx tx, SmokeTest test) {
        @Nullable Function<Tx, Samples> source = test.samples();
        if (source == null) {
            return new SmokeTestView(
                    test.name(), test.what(), "GET", test.path(), List.of(), List.of());
        }
        Samples samples = source.apply(tx);
        List<JsonNode> bodies = samples.bodies().stream().<JsonNode>map(json::valueToTree).toList();
        return new SmokeTestView(
                test.name(), test.what(), "POST", test.path(), bodies, samples.missing());
    }
}
