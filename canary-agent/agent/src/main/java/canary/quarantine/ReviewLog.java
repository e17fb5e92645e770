package canary.quarantine;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was held and released because of a release, by whom and when: {@code quarantine.ndjson} in
 * its directory, a line for each time.
 */
public record ReviewLog(Path file) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static ReviewLog in(Path directory) {
        return new ReviewLog(directory.resolve("quarantine.ndjson"));
    }

    /** How often something was done. */
    public long times() {
        if (!Files.exists(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who did what when, a sentence each. */
    public List<String> told() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(JSON::readTree).map(ReviewLog::told).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String told(JsonNode line) {
        long done = 0;
        for (JsonNode document : line.path("documents")) {
            done += document.path("code").asString("").isEmpty() ? 1 : 0;
        }
        return "%s %s %s %d of %d documents of company %s: %s"
                .formatted(
                        line.path("at").asString(""),
                        line.path("by").asString(""),
                        ReviewDesk.Deed.past(line.path("did").asString("")),
                        done,
                        line.path("documents").size(),
                        line.path("company").asString(""),
                        line.path("why").asString(""));
    }

    public void add(
            Instant at,
            String url,
            ReviewDesk.Person person,
            ReviewDesk.Task task,
            List<ReviewDesk.Result> results) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", at.toString());
        line.put("did", task.deed().verb());
        line.put("by", person.name());
        line.put("company", person.company());
        line.put("url", url);
        line.put("why", task.why());
        line.put(
                "documents",
                results.stream()
                        .map(
                                it ->
                                        Map.of(
                                                "type", it.document().type(),
                                                "id", it.document().id(),
                                                "outcome", it.outcome(),
                                                "code", it.code()))
                        .toList());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    JSON.writeValueAsString(line) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
