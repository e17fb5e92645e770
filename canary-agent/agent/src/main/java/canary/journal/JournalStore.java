package canary.journal;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Where a journal's lines are kept. Who may write holds it alone until {@link #close()}. Whatever
 * does not answer or refuses is an {@link java.io.UncheckedIOException}.
 */
public interface JournalStore extends AutoCloseable {

    /** All lines as they lie there, each with its line break; the last may be torn. */
    byte[] read();

    /** Adds a line behind the first so many bytes, which are whole; durable when this returns. */
    void append(long wholeBytes, String line);

    /** Replaces what was newest, for who asks how a release stands; it may be lost. */
    void replaceNewest(String line);

    /** What was newest; null where there is nothing. */
    @Nullable String newest();

    /** When anything was written last; {@link Instant#EPOCH} where nothing was. */
    Instant lastWritten();

    /** Lets others write. */
    @Override
    void close();
}
