package canary.files;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held by one process at a time; the kernel frees it when its holder dies. */
public final class LockFile implements AutoCloseable {

    private final FileChannel file;
    private final FileLock lock;

    private LockFile(FileChannel file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /** Takes it, and makes the file where there is none; empty when somebody holds it. */
    public static Optional<LockFile> take(Path path) throws IOException {
        FileChannel file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
        FileLock lock = lock(file);
        return lock == null ? Optional.empty() : Optional.of(new LockFile(file, lock));
    }

    /** Whether somebody holds it now. */
    public static boolean isHeld(Path path) {
        if (!Files.exists(path)) {
            return false;
        }
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE);
            FileLock free = lock(file);
            if (free == null) {
                return true;
            }
            file.close();
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    @Override
    public void close() throws IOException {
        lock.release();
        file.close();
    }
}
