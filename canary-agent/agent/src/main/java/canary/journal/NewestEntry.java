package canary.journal;

import canary.files.WholeFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The newest tick that was no line of the journal, for who asks how a release stands. Nothing is
 * decided by it, so it may be lost.
 */
final class NewestEntry {

    private static final Logger LOG = LoggerFactory.getLogger(NewestEntry.class);

    static final String FILE = "newest.ndjson";

    private final Path file;

    NewestEntry(Path directory) {
        file = directory.resolve(FILE);
    }

    /** Why it could not be written; empty where it was. */
    String write(Entry entry) {
        try {
            WholeFile.write(file, JournalLines.write(0, entry));
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Empty where there is none, or none that can be read. */
    Optional<Entry> read() {
        try {
            return Files.exists(file)
                    ? JournalLines.read(0, Files.readString(file).strip())
                    : Optional.empty();
        } catch (IOException | JournalException e) {
            LOG.warn("event=newest_entry_not_read file={} cause={}", file, e.getMessage());
            return Optional.empty();
        }
    }
}
