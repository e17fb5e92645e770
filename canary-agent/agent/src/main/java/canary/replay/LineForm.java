package canary.replay;

import canary.counters.BusinessCount;
import canary.counters.Refusal;
import canary.metrics.RecordLines;

import tools.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What the fields of a line look like, before it is read as a snapshot. */
final class LineForm {

    private static final int MOST_WEIGHT = 100;
    private static final long MOST_PODS = 1_000_000;
    private static final Set<String> REFUSALS =
            Arrays.stream(Refusal.values()).map(Refusal::code).collect(Collectors.toSet());

    private LineForm() {}

    /** Throws {@link RecordingException} where a line is not as it must be. */
    static void check(ObjectNode tree, RecordingLine line) {
        line.time("at");
        if (RecordLines.isAddition(tree)) {
            line.optionalWhole("weight", MOST_WEIGHT);
            line.list("newSeries", LineForm::series);
            line.list("newMesh", LineForm::series);
            line.distinct("newBusiness", LineForm::business);
        } else {
            line.whole("weight", MOST_WEIGHT);
            line.requiredList("series");
            line.list("series", LineForm::series);
            line.list("mesh", LineForm::series);
            line.distinct("business", LineForm::business);
        }
        line.distinct("users", LineForm::users);
        line.distinct("pods", LineForm::pods);
        line.counts("reached", RecordingLine.MOST);
        line.distinct("database", LineForm::database);
        line.distinct("feedback", LineForm::feedback);
        line.distinct("usage", LineForm::usage);
        line.list("violations", LineForm::violation);
        line.optionalTime("checkedAt");
        line.distinct("scrapes", LineForm::scrape);
        line.optionalTime("podsAt");
        line.counts("desired", MOST_PODS);
    }

    private static void series(RecordingLine one) {
        one.text("version");
        one.text("method");
        one.text("route");
        one.optionalText("pod");
        one.whole("requests", RecordingLine.MOST);
        one.whole("errors", RecordingLine.MOST);
        one.buckets("buckets");
        one.counts("refusals", REFUSALS, "401, 403, 404, 409, 422, 429 or 4xx for the rest");
    }

    private static String users(RecordingLine one) {
        String of = one.text("version");
        one.whole("good", RecordingLine.MOST);
        one.whole("bad", RecordingLine.MOST);
        one.optionalWhole("again", RecordingLine.MOST);
        return of;
    }

    private static String pods(RecordingLine one) {
        one.text("version");
        one.bool("ready");
        one.whole("restarts", Integer.MAX_VALUE);
        one.optionalTime("startedAt");
        one.optionalText("lastEnd");
        return one.optionalText("name");
    }

    private static String database(RecordingLine one) {
        String of = one.text("version");
        one.optionalWhole("queries", RecordingLine.MOST);
        one.buckets("buckets");
        one.optionalWhole("acquires", RecordingLine.MOST);
        one.number("acquireSeconds", false);
        one.optionalWhole("timeouts", RecordingLine.MOST);
        one.optionalWhole("retries", RecordingLine.MOST);
        return of;
    }

    private static String feedback(RecordingLine one) {
        String of = one.text("version") + " " + one.text("kind");
        one.whole("count", RecordingLine.MOST);
        return of;
    }

    private static String usage(RecordingLine one) {
        String of = one.text("version");
        one.number("cpuSeconds", false);
        one.number("heapUsed", false);
        one.number("heapMax", false);
        one.number("poolActive", false);
        one.number("poolPending", false);
        one.number("poolMax", false);
        one.optionalWhole("pods", MOST_PODS);
        return of;
    }

    private static void violation(RecordingLine one) {
        one.text("check");
        one.optionalWhole("count", RecordingLine.MOST);
        one.optionalText("statement");
        one.texts("rows");
        one.optionalText("error");
        one.optionalWhole("byCanary", RecordingLine.MOST);
    }

    private static String scrape(RecordingLine one) {
        one.optionalText("version");
        one.optionalTime("at");
        one.optionalText("problem");
        return one.text("source");
    }

    private static String business(RecordingLine one) {
        String measure = one.oneOf("measure", BusinessCount.Measure.values(), Enum::name);
        one.number("total", false);
        return "%s %s of %s".formatted(one.text("version"), measure, one.text("of"));
    }
}
