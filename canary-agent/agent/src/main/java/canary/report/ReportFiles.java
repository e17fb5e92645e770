package canary.report;

import canary.files.WholeFile;
import canary.journal.Entry;
import canary.metrics.RecordFile;
import canary.plan.Plan;
import canary.requirements.DocumentRules;

import erp.migrations.documents.WrittenDocuments;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the reports of a release, each whole or not at all.
 *
 * @param plan of the release
 * @param own the release's own directory
 * @param copies a second directory for the reports, under the release's name; null for none
 * @param json a second file for the JSON report; null for none
 */
public record ReportFiles(Plan plan, Path own, @Nullable Path copies, @Nullable Path json) {

    private static final Logger LOG = LoggerFactory.getLogger(ReportFiles.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The texts of the reports. */
    public record Written(String markdown, String json, String html) {}

    /** Writes all of them from the journal and the record beside it. */
    public Written write(List<Entry> entries) {
        Written texts = texts(entries);
        write(texts);
        return texts;
    }

    /** The same, not written yet. */
    public Written texts(List<Entry> entries) {
        return texts(entries, "");
    }

    /**
     * The same.
     *
     * @param untold why not all of it was told to others; empty where it was, or is not known
     */
    public Written texts(List<Entry> entries, String untold) {
        String canary = plan.canary().version();
        DocumentRules rules = new DocumentRules(canary);
        Curves curves = new Curves(plan.stable().version(), canary);
        // A look at a time, so that a record of any length takes no more memory than a short one.
        new RecordFile(own.resolve("record.ndjson"))
                .read(
                        seen -> {
                            rules.add(seen);
                            curves.add(seen);
                        });
        Story story = Story.of(plan, entries, rules.course());
        BlastRadius documents = documents(story);
        String markdown =
                MarkdownReport.write(story, documents, lastLines())
                        + MarkdownReport.notTold(untold);
        return new Written(
                markdown,
                JsonReport.write(story, documents),
                HtmlReport.write(story, entries, curves, markdown));
    }

    /** Writes texts that are known already. */
    public void write(Written texts) {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(own.resolve("report.md"), texts.markdown());
        files.put(own.resolve("report.json"), texts.json());
        files.put(own.resolve("report.html"), texts.html());
        if (copies != null) {
            files.put(copies.resolve(plan.release() + ".md"), texts.markdown());
            files.put(copies.resolve(plan.release() + ".json"), texts.json());
            files.put(copies.resolve(plan.release() + ".html"), texts.html());
        }
        if (json != null) {
            files.put(json, texts.json());
        }
        writeAll(files);
    }

    /** One that cannot be written keeps no other from it. */
    private static void writeAll(Map<Path, String> files) {
        List<String> problems = new ArrayList<>();
        files.forEach(
                (file, text) -> {
                    try {
                        write(file, text);
                    } catch (IOException e) {
                        problems.add(e.toString());
                    }
                });
        if (!problems.isEmpty()) {
            throw new UncheckedIOException(new IOException(String.join("; ", problems)));
        }
    }

    private String lastLines() {
        Path file = own.resolve("last-lines.txt");
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "cannot be read: " + e.getMessage();
        }
    }

    /** As the database says; what it said last, where it cannot be asked now. */
    private BlastRadius documents(Story story) {
        BlastRadius found =
                BlastRadius.read(plan.database(), plan.canary().version(), story.startedAt());
        Path kept = own.resolve("documents.json");
        try {
            if (found.written() != null) {
                write(kept, JSON.writeValueAsString(found.written()));
            } else if (Files.exists(kept)) {
                String text = Files.readString(kept);
                return new BlastRadius(JSON.readValue(text, WrittenDocuments.class), "");
            }
        } catch (IOException | JacksonException e) {
            LOG.warn("file={} could not be kept or read", kept, e);
        }
        return found;
    }

    private static void write(Path file, String text) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        WholeFile.write(absolute, text);
    }
}
