package canary.quarantine;

import canary.operations.RefusedException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;

/**
 * What a release's {@code report.json} says of the documents that its canary wrote.
 *
 * @param name of the release
 * @param story how it ended and why, in a sentence
 */
public record ReportedRelease(String name, String story, List<AffectedDocument> documents) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public ReportedRelease {
        documents = List.copyOf(documents);
    }

    /** Throws {@link RefusedException} where the report lists no documents: that is not none. */
    public static ReportedRelease of(String report) {
        JsonNode root;
        try {
            root = JSON.readTree(report);
        } catch (JacksonException e) {
            throw new RefusedException("the report is no JSON: " + e.getOriginalMessage());
        }
        String name = root.path("release").asString("");
        JsonNode listed = root.path("blastRadius").path("documents");
        if (name.isEmpty()) {
            throw new RefusedException("the report names no release");
        }
        if (!listed.isArray()) {
            throw new RefusedException(
                    "the report of %s does not list what its canary wrote (blastRadius.documents):"
                                    .formatted(name)
                            + " write it again with `release report` where the plan's database"
                            + " can be read");
        }
        List<AffectedDocument> documents = new ArrayList<>();
        for (JsonNode one : listed) {
            // Without a history nobody knows whose it is, and the ERP knows it as no document.
            if (!one.path("company").isNull()) {
                documents.add(document(one, documents.size()));
            }
        }
        String story =
                "%s of version %s: %s"
                        .formatted(
                                root.path("outcome").asString("under-way"),
                                root.path("canary").asString("unknown"),
                                root.path("why").asString(""));
        return new ReportedRelease(name, story, documents);
    }

    private static AffectedDocument document(JsonNode one, int index) {
        List<String> broken = new ArrayList<>();
        one.path("broken").forEach(rule -> broken.add(rule.asString()));
        return new AffectedDocument(
                text(one, "company", index),
                text(one, "type", index),
                text(one, "id", index),
                optional(one.path("number")),
                broken);
    }

    private static String text(JsonNode one, String field, int index) {
        String text = one.path(field).asString("");
        if (text.isEmpty()) {
            throw new RefusedException(
                    "the report is damaged: blastRadius.documents[%d] has no %s"
                            .formatted(index, field));
        }
        return text;
    }

    private static @Nullable String optional(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }
}
