package canary.replay;

import canary.counters.Snapshot;
import canary.metrics.RecordFile;
import canary.metrics.RecordLines;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * A file of counters, one scrape a line. Fields that are not known are passed over; one that is
 * missing or impossible is named with its line. Memory is bounded, whatever is in the file.
 */
final class Recording {

    private static final int DEEPEST = 30;

    /** A tree of so many pieces takes some 200 MB at most. */
    private static final long MOST_TOKENS = 2_000_000;

    private static final int LONGEST_TEXT = 100_000;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxTokenCount(MOST_TOKENS)
                                                    .maxStringLength(LONGEST_TEXT)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .build();

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
        checkFiles();
        Lines lines = new Lines(reader);
        int number = 0;
        try (TextLines in = new TextLines(record.open())) {
            String line = in.next();
            while (line != null) {
                number = in.number();
                String next = in.next();
                if (!line.isBlank() && !lines.take(line, number, next == null)) {
                    break;
                }
                line = next;
            }
        } catch (IOException | UncheckedIOException e) {
            throw new RecordingException(
                    "%s cannot be read after line %d: %s"
                            .formatted(
                                    file,
                                    number,
                                    RecordingLine.flat(String.valueOf(e.getMessage()))));
        }
        return lines.taken;
    }

    /** It is read twice, which a pipe is not good for, and a device has no end. */
    private void checkFiles() {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new RecordingException(
                    file
                            + " is not a regular file: what comes from a pipe is written to one"
                            + " first");
        }
        record.missingPart()
                .ifPresent(
                        part -> {
                            throw new RecordingException(
                                    "%s is missing beside %s, and later parts are there"
                                            .formatted(part.getFileName(), file));
                        });
    }

    private boolean endsWell() {
        try {
            return record.endsWell();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the lines so far leave behind. */
    private final class Lines {
        private final Predicate<Snapshot> reader;
        private final RecordLines above = new RecordLines();
        private final LineSense sense = new LineSense();
        private @Nullable Snapshot before;
        private int taken;

        Lines(Predicate<Snapshot> reader) {
            this.reader = reader;
        }

        /** False where no more is wanted. */
        boolean take(String line, int number, boolean isLast) {
            JsonNode tree = tree(line, number, isLast);
            if (tree == null) {
                return false;
            }
            Snapshot snapshot = snapshot(tree, number);
            sense.check(snapshot, number);
            checkOrder(snapshot, number);
            before = snapshot;
            taken++;
            return reader.test(snapshot);
        }

        /** Null where it is a last line that was cut short. */
        private @Nullable JsonNode tree(String line, int number, boolean isLast) {
            try {
                return JSON.readTree(line);
            } catch (JacksonException e) {
                if (isLast && isTorn(line, e) && above.hasBegun() && !endsWell()) {
                    return null;
                }
                throw new RecordingException(
                        "line %d: is not JSON: %s".formatted(number, sentence(e)));
            }
        }

        private Snapshot snapshot(JsonNode tree, int number) {
            RecordingLine checked = new RecordingLine(tree, number);
            checked.object();
            ObjectNode object = (ObjectNode) tree;
            LineForm.check(object, checked);
            try {
                if (RecordLines.isAddition(object)) {
                    return above.read(object);
                }
                Snapshot whole = JSON.treeToValue(object, Snapshot.class);
                above.begin(whole);
                return whole;
            } catch (JacksonException e) {
                throw new RecordingException("line %d: %s".formatted(number, sentence(e)));
            } catch (IllegalArgumentException e) {
                throw new RecordingException(
                        "line %d: %s"
                                .formatted(number, RecordingLine.sentence("" + e.getMessage())));
            }
        }

        private void checkOrder(Snapshot now, int number) {
            Snapshot last = before;
            if (last == null || now.at().isAfter(last.at()) || now.equals(last)) {
                return;
            }
            throw new RecordingException(
                    now.at().isBefore(last.at())
                            ? "line %d: at is not before the line above (%s), not %s"
                                    .formatted(number, last.at(), now.at())
                            : "line %d: at is that of the line above (%s): one line has all of it"
                                    .formatted(number, last.at()));
        }
    }

    /** It breaks off; what is wrong in its middle is no sign of that. */
    private static boolean isTorn(String line, JacksonException e) {
        return e instanceof UnexpectedEndOfInputException || !line.endsWith("}");
    }

    private static String sentence(JacksonException e) {
        return RecordingLine.sentence(String.valueOf(e.getOriginalMessage()));
    }
}
