package canary.replay;

import canary.counters.BusinessCount;
import canary.counters.Snapshot;
import canary.metrics.RecordFile;
import canary.metrics.RecordLines;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * A file of counters, one scrape a line. Fields that are not known are passed over; one that is
 * missing or impossible is named with its line.
 */
final class Recording {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_WEIGHT = 100;

    /** As seconds this would be in the year 5138, as milliseconds it is in 1973. */
    private static final double FIRST_MILLIS = 1e11;

    private final Path file;
    private final RecordFile record;

    /**
     * @param file what a release leaves, with its compressed parts beside it, or any such file
     */
    Recording(Path file) {
        this.file = file;
        this.record = new RecordFile(file);
    }

    /**
     * Hands over every line, oldest first, as long as the reader wants more; returns how many. A
     * last line without an end that cannot be read was cut short by whoever wrote it, and is passed
     * over.
     */
    int read(Predicate<Snapshot> reader) {
        int lines = 0;
        Instant before = null;
        RecordLines above = new RecordLines();
        try (BufferedReader in = record.open()) {
            String line = in.readLine();
            for (int number = 1; line != null; number++) {
                String next = in.readLine();
                if (!line.isBlank()) {
                    Snapshot snapshot = snapshot(line, number, above, next == null);
                    if (snapshot == null) {
                        return lines;
                    }
                    if (before != null && snapshot.at().isBefore(before)) {
                        throw new RecordingException(
                                "line %d: at is not before the line above (%s), not %s"
                                        .formatted(number, before, snapshot.at()));
                    }
                    before = snapshot.at();
                    lines++;
                    if (!reader.test(snapshot)) {
                        return lines;
                    }
                }
                line = next;
            }
        } catch (MalformedInputException e) {
            throw new RecordingException(file + " is not UTF-8 text");
        } catch (IOException | UncheckedIOException e) {
            throw new RecordingException(file + " cannot be read: " + e.getMessage());
        }
        return lines;
    }

    /** A line, checked; null where it is a last line that was cut short. */
    private @Nullable Snapshot snapshot(
            String line, int number, RecordLines above, boolean isLast) {
        JsonNode tree;
        try {
            tree = JSON.readTree(line);
        } catch (JacksonException e) {
            if (isLast && above.hasBegun() && !endsWell()) {
                return null;
            }
            throw new RecordingException(
                    "line %d: is not JSON: %s".formatted(number, e.getOriginalMessage()));
        }
        RecordingLine checked = new RecordingLine(tree, number);
        checked.object();
        try {
            if (RecordLines.isAddition(tree)) {
                return above.read((ObjectNode) tree);
            }
            Snapshot whole = whole(checked, (ObjectNode) tree);
            above.begin(whole);
            return whole;
        } catch (JacksonException e) {
            throw new RecordingException("line %d: %s".formatted(number, e.getOriginalMessage()));
        } catch (IllegalArgumentException e) {
            throw new RecordingException("line %d: %s".formatted(number, e.getMessage()));
        }
    }

    private static Snapshot whole(RecordingLine checked, ObjectNode tree) {
        Instant at = at(checked);
        checked.whole("weight", MOST_WEIGHT);
        checked.list("series", true, Recording::series);
        checked.list("mesh", false, Recording::series);
        checked.list("users", false, Recording::users);
        checked.list("pods", false, Recording::pods);
        checked.list("business", false, Recording::business);
        // The time may be written in ways that the record's own reader does not know.
        tree.put("at", at.toString());
        return JSON.treeToValue(tree, Snapshot.class);
    }

    private boolean endsWell() {
        try {
            return record.endsWell();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant at(RecordingLine line) {
        JsonNode at = line.required("at");
        if (at.isNumber()) {
            double number = at.asDouble();
            return Instant.ofEpochMilli(Math.round(number < FIRST_MILLIS ? number * 1000 : number));
        }
        try {
            return OffsetDateTime.parse(at.asString("")).toInstant();
        } catch (DateTimeException e) {
            throw line.problem(
                    "at",
                    "a time like 2026-11-24T09:00:00Z, or seconds or milliseconds since 1970",
                    at.toString());
        }
    }

    private static void series(RecordingLine one) {
        one.text("version");
        one.text("method");
        one.text("route");
        one.whole("requests", Long.MAX_VALUE);
        one.whole("errors", Long.MAX_VALUE);
        one.counts("buckets");
        one.refusals("refusals");
    }

    private static void users(RecordingLine one) {
        one.text("version");
        one.whole("good", Long.MAX_VALUE);
        one.whole("bad", Long.MAX_VALUE);
    }

    private static void business(RecordingLine one) {
        one.text("version");
        one.oneOf(
                "measure", Arrays.stream(BusinessCount.Measure.values()).map(Enum::name).toList());
        one.text("of");
        one.number("total", BusinessCount.MOST);
    }

    private static void pods(RecordingLine one) {
        one.text("version");
        one.bool("ready");
        one.whole("restarts", Integer.MAX_VALUE);
    }
}
