package canary.journal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What was decided, on disk before it is done. Append-only, each line forced to the disk; one agent
 * works at a time, by a file lock that the kernel frees when its holder dies.
 */
public final class Journal implements AutoCloseable {

    private static final String FILE = "journal.ndjson";

    private final FileChannel lockFile;
    private final FileLock lock;
    private final FileChannel channel;
    private final List<Entry> entries;

    private Journal(FileChannel lockFile, FileLock lock, FileChannel channel, List<Entry> entries) {
        this.lockFile = lockFile;
        this.lock = lock;
        this.channel = channel;
        this.entries = entries;
    }

    /**
     * Opens or creates the journal of a directory for writing; a torn last line is cut off. Throws
     * {@link JournalException} where another agent holds it or a line before the last is damaged.
     */
    public static Journal open(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel lockFile =
                    FileChannel.open(
                            directory.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            FileLock lock = lock(lockFile);
            if (lock == null) {
                throw new JournalException(
                        "another agent is at work on " + directory.getFileName());
            }
            return open(directory.resolve(FILE), lockFile, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Journal open(Path file, FileChannel lockFile, FileLock lock) throws IOException {
        try {
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            JournalLines.Content content = JournalLines.parse(Files.readAllBytes(file));
            channel.truncate(content.wholeBytes());
            channel.position(content.wholeBytes());
            channel.force(true);
            return new Journal(lockFile, lock, channel, new ArrayList<>(content.entries()));
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    /**
     * Null when held by somebody, and then the channel is closed only where the holder is another
     * process: POSIX drops all locks of a process on a file when it closes any descriptor of it.
     */
    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            if (lock == null) {
                file.close();
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Entries of a directory's journal without holding it; empty where there is none. */
    public static List<Entry> peek(Path directory) {
        try {
            Path file = directory.resolve(FILE);
            return Files.exists(file)
                    ? JournalLines.parse(Files.readAllBytes(file)).entries()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether an agent is at work on a directory now. */
    public static boolean isHeld(Path directory) {
        Path file = directory.resolve("lock");
        if (!Files.exists(file)) {
            return false;
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            FileLock free = lock(channel);
            if (free == null) {
                return true;
            }
            channel.close();
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes an entry and returns when it is on the disk. */
    public void append(Entry entry) {
        String line = JournalLines.write(entries.size() + 1L, entry);
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        try {
            long start = channel.position();
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
            } catch (IOException e) {
                // What a full disk left of the line must not stand before the next one.
                channel.truncate(start);
                throw e;
            }
            entries.add(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All entries so far. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void close() {
        try {
            channel.close();
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
