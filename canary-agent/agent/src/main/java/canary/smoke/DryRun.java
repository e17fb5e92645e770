package canary.smoke;

import tools.jackson.databind.JsonNode;

/**
 * Posts as a dry run what the reference accepts: only that says something of the version that is
 * tested. Data that change meanwhile are asked for anew.
 */
final class DryRun {

    private static final int FORBIDDEN = 403;
    private static final int TIMES = 3;

    private DryRun() {}

    /** What the reference accepts. */
    private record Accepted(SmokeTest test, JsonNode body) {}

    static String post(ErpClient tested, Reference reference, SmokeTest test) {
        String done = test.what() + " is accepted and rolled back";
        for (int i = 0; i < TIMES; i++) {
            Accepted it = reference.ask(erp -> accepted(erp, reference.version(), test));
            if (reference.isTested()) {
                return done;
            }
            String path = it.test().path();
            ErpClient.Answer answer = tested.post(path, it.body());
            if (answer.isSuccess()) {
                return done + ", as by " + reference.version();
            }
            ErpClient.Answer again = reference.ask(erp -> erp.post(path, it.body()));
            if (!again.isRefused()) {
                throw new SmokeFailure(
                        answer.said()
                                + (again.isSuccess()
                                        ? "; %s accepts the same %s"
                                                .formatted(reference.version(), test.name())
                                        : ""));
            }
        }
        throw new Untestable(
                "what %s needs was taken away each time between look and %s"
                        .formatted(test.what(), test.name()));
    }

    /** The test as it is told now, with a body that this version accepts. */
    private static Accepted accepted(ErpClient erp, String version, SmokeTest wanted) {
        SmokeTest test =
                SmokeTest.toldBy(erp, version).stream()
                        .filter(it -> it.name().equals(wanted.name()) && !it.isRead())
                        .findFirst()
                        .orElseThrow(() -> new Untestable(version + " does not tell it any more"));
        String refused = "";
        for (JsonNode body : test.requireBodies()) {
            ErpClient.Answer answer = erp.post(test.path(), body);
            if (answer.isSuccess()) {
                return new Accepted(test, body);
            }
            if (!answer.isRefused()) {
                throw new SmokeFailure(answer.said());
            }
            refused = answer.said();
            if (answer.status() == FORBIDDEN) {
                break;
            }
        }
        throw new Untestable("no %s is accepted: %s".formatted(test.name(), refused));
    }
}
