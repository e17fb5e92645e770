package canary.journal;

import canary.files.LockFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What was decided, on disk before it is done. Append-only, each line forced to the disk; one agent
 * works at a time, by a file lock that the kernel frees when its holder dies.
 */
public final class Journal implements AutoCloseable {

    private static final String FILE = "journal.ndjson";
    private static final String LOCK = "lock";

    /** Into so many parts the age of a phase is divided by lines that decide nothing anew. */
    private static final int RARE_FIGURES = 100;

    private static final int RARE_VERDICTS = 1000;

    /** How much of a phase's clock a restart may lose. */
    private static final Duration CLOCK = Duration.ofSeconds(30);

    private final LockFile lock;
    private final FileChannel channel;
    private final NewestEntry newest;
    private final TurningPoints turns;
    private long lines;
    private long wholeBytes;
    private String problem = "";
    private @Nullable Entry last;

    private Journal(
            LockFile lock,
            FileChannel channel,
            NewestEntry newest,
            TurningPoints turns,
            JournalLines.Content content) {
        this.lock = lock;
        this.channel = channel;
        this.newest = newest;
        this.turns = turns;
        this.lines = content.lines();
        this.wholeBytes = content.wholeBytes();
        this.last = content.last();
    }

    /**
     * Opens or creates the journal of a directory for writing; a torn last line is cut off. Throws
     * {@link JournalException} where another agent holds it or a line before the last is damaged.
     */
    public static Journal open(Path directory) {
        try {
            Files.createDirectories(directory);
            LockFile lock =
                    LockFile.take(directory.resolve(LOCK))
                            .orElseThrow(
                                    () ->
                                            new JournalException(
                                                    "another agent is at work on "
                                                            + directory.getFileName()));
            return open(directory, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Journal open(Path directory, LockFile lock) throws IOException {
        Path file = directory.resolve(FILE);
        try {
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            TurningPoints turns = new TurningPoints();
            JournalLines.Content content = JournalLines.parse(Files.readAllBytes(file), turns::add);
            channel.truncate(content.wholeBytes());
            channel.position(content.wholeBytes());
            channel.force(true);
            NewestEntry newest = new NewestEntry(directory);
            return new Journal(lock, channel, newest, turns, content);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * What a directory's journal says anew, and its newest entry, without holding it; empty where
     * there is none.
     */
    public static List<Entry> peek(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        TurningPoints turns = new TurningPoints();
        Entry last = parse(file, turns::add).last();
        new NewestEntry(directory)
                .read()
                .filter(entry -> last != null && entry.at().isAfter(last.at()))
                .ifPresent(turns::newest);
        return turns.entries();
    }

    /** All lines of a journal's file. */
    public static List<Entry> read(Path file) {
        List<Entry> entries = new ArrayList<>();
        parse(file, entries::add);
        return entries;
    }

    private static JournalLines.Content parse(Path file, Consumer<Entry> reader) {
        try {
            return JournalLines.parse(Files.readAllBytes(file), reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When a directory's journal, or what is newest beside it, was written last. */
    public static Instant lastWritten(Path directory) {
        return Stream.of(FILE, NewestEntry.FILE)
                .map(directory::resolve)
                .filter(Files::exists)
                .map(Journal::modified)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether an agent is at work on a directory now. */
    public static boolean isHeld(Path directory) {
        return LockFile.isHeld(directory.resolve(LOCK));
    }

    /**
     * Takes the entry of a tick. What it decides anew is written and on the disk when this returns;
     * what was said before is written ever more rarely the longer a phase lasts, and else only
     * replaces what was newest.
     */
    public void tell(Entry entry) {
        if (isDue(entry)) {
            append(entry);
        } else {
            turns.newest(entry);
            problem = newest.write(entry);
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
        return newest.read().map(Entry::at).filter(line::isBefore).orElse(line);
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

    /** Writes an entry and returns when it is on the disk. */
    public void append(Entry entry) {
        String line = JournalLines.write(lines + 1, entry);
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        try {
            // What a full disk left of a line must not stand before the next one.
            channel.truncate(wholeBytes);
            channel.position(wholeBytes);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
            wholeBytes = channel.position();
            problem = "";
            lines++;
            last = entry;
            turns.add(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The entries so far that say something new, and the newest. */
    public List<Entry> entries() {
        return turns.entries();
    }

    @Override
    public void close() {
        try {
            channel.close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
