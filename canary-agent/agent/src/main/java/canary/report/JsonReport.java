package canary.report;

import canary.gates.input.Check;
import canary.rollout.Outcome;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report for programs. */
public final class JsonReport {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonReport() {}

    private record Verdict(
            Instant at,
            int weight,
            String gate,
            String verdict,
            String evidence,
            Map<String, Double> figures) {}

    private record Event(Instant at, String phase, String why) {}

    /** The whole report; what is not known is null. */
    public static String write(Story story, BlastRadius documents) {
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("release", story.plan().release());
        report.put("documentRules", story.byTheDocumentsRules());
        report.put("documentRulesOutcome", story.course().end().word());
        report.put("documentRulesAt", story.course().at());
        report.put("stable", story.plan().stable().version());
        report.put("canary", story.plan().canary().version());
        report.put("outcome", story.outcome().map(Outcome::word).orElse("under-way"));
        report.put("exitCode", story.outcome().map(Outcome::exitCode).orElse(null));
        report.put("why", story.why());
        report.put("startedAt", story.startedAt());
        report.put("endedAt", story.endedAt());
        report.put("stages", story.stages());
        report.put("weightChangedFromOutside", story.drift().times());
        report.put("verdicts", story.turns().stream().map(JsonReport::verdict).toList());
        report.put("rollback", rollback(story));
        report.put("exposure", exposure(story, documents));
        report.put(
                "timeline",
                story.timeline().stream()
                        .map(event -> new Event(event.at(), event.phase().word(), event.why()))
                        .toList());
        return JSON.writeValueAsString(report) + "\n";
    }

    private static Verdict verdict(Story.Turn turn) {
        return new Verdict(
                turn.at(),
                turn.weight(),
                turn.finding().gate(),
                turn.finding().verdict().word(),
                turn.finding().verdict().sentence(),
                turn.finding().verdict().evidence().figures());
    }

    private static @Nullable Map<String, @Nullable Object> rollback(Story story) {
        if (story.last().decidedAt() == null) {
            return null;
        }
        Map<String, @Nullable Object> rollback = new LinkedHashMap<>();
        rollback.put("decidedAt", story.last().decidedAt());
        rollback.put("verifiedAt", story.last().verifiedAt());
        List<Check> checks = story.proof();
        rollback.put("checks", checks);
        return rollback;
    }

    private static Map<String, @Nullable Object> exposure(Story story, BlastRadius documents) {
        Map<String, @Nullable Object> exposure = new LinkedHashMap<>();
        exposure.put("users", story.canaryUsers());
        exposure.put("requests", story.canaryRequests());
        exposure.put("documents", documents.documents());
        exposure.put("changes", documents.changes());
        if (!documents.why().isEmpty()) {
            exposure.put("documentsNotCounted", documents.why());
        }
        return exposure;
    }
}
