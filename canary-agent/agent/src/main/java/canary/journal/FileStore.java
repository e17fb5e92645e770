package canary.journal;

import canary.files.LockFile;
import canary.files.WholeFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A journal as files of one directory. Each line is forced to the disk; the lock is one that the
 * kernel frees when its holder dies.
 */
public final class FileStore implements JournalStore {

    private static final String LINES = "journal.ndjson";
    private static final String NEWEST = "newest.ndjson";
    private static final String LOCK = "lock";

    private final Path directory;
    private final @Nullable LockFile lock;
    private final @Nullable FileChannel channel;

    private FileStore(Path directory, @Nullable LockFile lock, @Nullable FileChannel channel) {
        this.directory = directory;
        this.lock = lock;
        this.channel = channel;
    }

    /** To look at only; nothing is held. */
    public static FileStore toRead(Path directory) {
        return new FileStore(directory, null, null);
    }

    /**
     * To write; directory and files are made where there are none. Throws {@link JournalException}
     * where another agent holds it.
     */
    public static FileStore toWrite(Path directory) {
        try {
            Files.createDirectories(directory);
            LockFile lock =
                    LockFile.take(directory.resolve(LOCK))
                            .orElseThrow(
                                    () ->
                                            new JournalException(
                                                    "another agent is at work on "
                                                            + directory.getFileName()));
            return toWrite(directory, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileStore toWrite(Path directory, LockFile lock) throws IOException {
        try {
            FileChannel channel =
                    FileChannel.open(
                            directory.resolve(LINES),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            return new FileStore(directory, lock, channel);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** Whether a directory has a journal. */
    public static boolean exists(Path directory) {
        return Files.exists(directory.resolve(LINES));
    }

    /** Whether an agent is at work on a directory now. */
    public static boolean isHeld(Path directory) {
        return LockFile.isHeld(directory.resolve(LOCK));
    }

    @Override
    public byte[] read() {
        try {
            return exists(directory) ? Files.readAllBytes(directory.resolve(LINES)) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void append(long wholeBytes, String line) {
        FileChannel file = channel;
        if (file == null) {
            throw new IllegalStateException("opened to read");
        }
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        try {
            // What a full disk left of a line must not stand before the next one.
            file.truncate(wholeBytes);
            file.position(wholeBytes);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void replaceNewest(String line) {
        try {
            WholeFile.write(directory.resolve(NEWEST), line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable String newest() {
        Path file = directory.resolve(NEWEST);
        try {
            return Files.exists(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Instant lastWritten() {
        return Stream.of(LINES, NEWEST)
                .map(directory::resolve)
                .filter(Files::exists)
                .map(FileStore::modified)
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

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
