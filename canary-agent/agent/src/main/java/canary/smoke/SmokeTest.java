package canary.smoke;

import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * What the ERP says is to be tried on a version.
 *
 * @param name as plans leave it out by
 * @param what as sentences say it: {@code an order}
 * @param bodies of a dry run, the most promising first; none where the path is read
 * @param missing what the company has none of, so that there is no body
 */
record SmokeTest(
        String name,
        String what,
        boolean isRead,
        String path,
        List<JsonNode> bodies,
        List<String> missing) {

    static final String LIST = "/api/v1/core/smoke-tests";

    private static final int NOT_FOUND = 404;

    /** All that a version tells. */
    static List<SmokeTest> toldBy(ErpClient erp, String version) {
        ErpClient.Answer answer = erp.get(LIST);
        if (answer.status() == NOT_FOUND) {
            throw new Untestable(
                    "%s does not tell what to try, as older releases do not (%s);"
                                    .formatted(version, answer.said())
                            + " gates.smoke.enabled: false goes without");
        }
        List<SmokeTest> tests =
                answer.expect(200).body().path("tests").valueStream().map(SmokeTest::read).toList();
        if (tests.isEmpty()) {
            throw new SmokeFailure(LIST + " tells nothing to try");
        }
        return tests;
    }

    private static SmokeTest read(JsonNode json) {
        SmokeTest test =
                new SmokeTest(
                        json.path("name").asString(""),
                        json.path("what").asString(""),
                        json.path("method").asString("").equals("GET"),
                        json.path("path").asString(""),
                        json.path("bodies").valueStream().toList(),
                        json.path("missing").valueStream().map(it -> it.asString("")).toList());
        if (!test.isRead() && !test.path().endsWith("?dryRun=true")) {
            throw new SmokeFailure(LIST + " tells to post to " + test.path() + ", no dry run");
        }
        return test;
    }

    /** The bodies; throws {@link Untestable} that names all that is missing for one. */
    List<JsonNode> requireBodies() {
        if (bodies.isEmpty()) {
            throw new Untestable("there is no " + String.join(", no ", missing));
        }
        return bodies;
    }
}
