package erp.migrations.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Mutual exclusion by a file: among processes by the system's lock, within this one by an object.
 */
final class FileGuard {
    /** A file lock belongs to the whole process, so threads of this one queue here first. */
    private static final ReentrantLock WITHIN_PROCESS = new ReentrantLock();

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private FileGuard() {}

    /** What is done while the lock is held. */
    interface Work<T> {
        T run() throws IOException;
    }

    static <T> T exclusively(Path file, Work<T> work) throws IOException {
        WITHIN_PROCESS.lock();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel =
                            FileChannel.open(
                                    file,
                                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                                    PosixFilePermissions.asFileAttribute(OWNER_ONLY));
                    var lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IOException("lost the lock on " + file);
                }
                return work.run();
            }
        } finally {
            WITHIN_PROCESS.unlock();
        }
    }
}
