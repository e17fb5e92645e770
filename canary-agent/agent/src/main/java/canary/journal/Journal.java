package canary.journal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was decided, kept before it is done. Append-only; one agent works at a time, because its
 * store is held by one.
 */
public final class Journal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /** Into so many parts the age of a phase is divided by lines that decide nothing anew. */
    private static final int RARE_FIGURES = 100;

    private static final int RARE_VERDICTS = 1000;

    /** How much of a phase's clock a restart may lose. */
    private static final Duration CLOCK = Duration.ofSeconds(30);

    private final JournalStore store;
    private final TurningPoints turns;
    private long lines;
    private long wholeBytes;
    private String problem = "";
    private @Nullable Entry last;

    private Journal(JournalStore store, TurningPoints turns, JournalLines.Content content) {
        this.store = store;
        this.turns = turns;
        this.lines = content.lines();
        this.wholeBytes = content.wholeBytes();
        this.last = content.last();
    }

    /**
     * Opens or creates the journal of a directory for writing; a torn last line is passed over.
     * Throws {@link JournalException} where another agent holds it or a line before the last is
     * damaged.
     */
    public static Journal open(Path directory) {
        return open(FileStore.toWrite(directory));
    }

    /** The same for a store that is held by the caller, and closed with the journal. */
    public static Journal open(JournalStore store) {
        try {
            TurningPoints turns = new TurningPoints();
            return new Journal(store, turns, JournalLines.parse(store.read(), turns::add));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * What a directory's journal says anew, and its newest entry, without holding it; empty where
     * there is none.
     */
    public static List<Entry> peek(Path directory) {
        return peek(FileStore.toRead(directory));
    }

    /** The same for a store that somebody else may hold. */
    public static List<Entry> peek(JournalStore store) {
        TurningPoints turns = new TurningPoints();
        Entry last = JournalLines.parse(store.read(), turns::add).last();
        newest(store)
                .filter(entry -> last != null && entry.at().isAfter(last.at()))
                .ifPresent(turns::newest);
        return turns.entries();
    }

    /** Nothing is decided by it, so what cannot be read is taken for nothing. */
    private static Optional<Entry> newest(JournalStore store) {
        try {
            String line = store.newest();
            return line == null ? Optional.empty() : JournalLines.read(0, line.strip());
        } catch (UncheckedIOException | JournalException e) {
            LOG.warn("event=newest_entry_not_read cause={}", e.getMessage());
            return Optional.empty();
        }
    }

    /** All lines of a journal's file. */
    public static List<Entry> read(Path file) {
        List<Entry> entries = new ArrayList<>();
        try {
            JournalLines.parse(Files.readAllBytes(file), entries::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    /**
     * Takes the entry of a tick. What it decides anew is written and on the disk when this returns;
     * what was said before is written ever more rarely the longer a phase lasts, and else only
     * replaces what was newest.
     */
    public void tell(Entry entry) {
        if (isDue(entry)) {
            append(entry);
            return;
        }
        turns.newest(entry);
        try {
            store.replaceNewest(JournalLines.write(0, entry));
            problem = "";
        } catch (UncheckedIOException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            problem = String.valueOf(cause.getMessage());
        }
    }

    /** Why the newest tick that was no line could not be written; empty where it was. */
    public String problem() {
        return problem;
    }

    /** The newest line; null where there is none. */
    public @Nullable Entry last() {
        return last;
    }

    /** When an agent last told how the release stands, whether or not that was a line. */
    public Instant lastTold() {
        Instant line = last == null ? Instant.MIN : last.at();
        return newest(store).map(Entry::at).filter(line::isBefore).orElse(line);
    }

    private boolean isDue(Entry entry) {
        Entry before = last;
        if (before == null || entry.decidesAnew(before)) {
            return true;
        }
        Duration age = Duration.between(entry.phase().since(), entry.at());
        Duration rest = age.dividedBy(entry.judgesAnew(before) ? RARE_VERDICTS : RARE_FIGURES);
        boolean hasClockMoved = !entry.phase().equals(before.phase());
        if (hasClockMoved && rest.compareTo(CLOCK) > 0) {
            rest = CLOCK;
        }
        return !entry.at().isBefore(before.at().plus(rest));
    }

    /** Writes an entry and returns when it is kept. */
    public void append(Entry entry) {
        String line = JournalLines.write(lines + 1, entry);
        store.append(wholeBytes, line);
        wholeBytes += line.getBytes(StandardCharsets.UTF_8).length;
        problem = "";
        lines++;
        last = entry;
        turns.add(entry);
    }

    /** The entries so far that say something new, and the newest. */
    public List<Entry> entries() {
        return turns.entries();
    }

    @Override
    public void close() {
        store.close();
    }
}
