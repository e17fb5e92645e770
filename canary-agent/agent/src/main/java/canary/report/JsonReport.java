package canary.report;

import canary.gates.input.Check;
import canary.rollout.Outcome;

import erp.migrations.documents.WrittenDocument;
import erp.migrations.documents.WrittenDocuments;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
        report.put("blastRadius", blastRadius(documents));
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
        exposure.put("failed", story.canaryErrors());
        exposure.put("documents", documents.documents());
        exposure.put("changes", documents.changes());
        if (!documents.notCounted().isEmpty()) {
            exposure.put("documentsNotCounted", documents.notCounted());
        }
        return exposure;
    }

    private record Listed(
            @Nullable UUID company,
            String type,
            UUID id,
            @Nullable String number,
            @Nullable LocalDate date,
            @Nullable String amount,
            @Nullable String currency,
            boolean byCanary,
            List<String> users,
            long changes,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt,
            List<String> broken,
            List<BuiltOn> builtOn) {

        static Listed of(WrittenDocument document) {
            return new Listed(
                    document.company(),
                    document.key().type(),
                    document.key().id(),
                    document.sketch().number(),
                    document.sketch().day(),
                    document.sketch().plainAmount(),
                    document.sketch().currency(),
                    document.byCanary(),
                    document.users(),
                    document.changes(),
                    document.firstAt(),
                    document.lastAt(),
                    document.broken(),
                    document.builtOn().stream().map(BuiltOn::of).toList());
        }
    }

    private record BuiltOn(String type, UUID id, @Nullable String number, String version) {

        static BuiltOn of(WrittenDocument.Successor successor) {
            return new BuiltOn(
                    successor.key().type(),
                    successor.key().id(),
                    successor.sketch().number(),
                    successor.version());
        }
    }

    private static @Nullable Map<String, @Nullable Object> blastRadius(BlastRadius radius) {
        WrittenDocuments documents = radius.written();
        if (documents == null) {
            return null;
        }
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("modules", radius.modules());
        told.put("documents", documents.listed().stream().map(Listed::of).toList());
        told.put("documentsLeftOut", documents.leftOut());
        told.put("brokenSums", documents.sums());
        told.put("notChecked", documents.notChecked());
        return told;
    }
}
