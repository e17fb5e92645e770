package erp.migrations.backup.store;

import erp.migrations.sql.MigrationException;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A folder; files that are being written end in {@code .part}, and only their owner reads them. */
public record FolderStore(Path folder) implements Store {
    private static final String PART = ".part";
    private static final String LOCK = ".lock";

    @Override
    public SortedSet<String> files() throws IOException {
        SortedSet<String> files = new TreeSet<>();
        for (String file : all()) {
            if (!file.endsWith(PART) && !file.equals(LOCK)) {
                files.add(file);
            }
        }
        return files;
    }

    @Override
    public Upload create(String file) throws IOException {
        make();
        Path target = folder.resolve(file);
        if (Files.exists(target)) {
            throw new IOException(target + " exists");
        }
        Path part = folder.resolve(file + PART);
        Files.deleteIfExists(part);
        Files.createFile(
                part,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new Part(folder, part, target, new FileOutputStream(part.toFile()));
    }

    @Override
    public InputStream read(String file) throws IOException {
        return Files.newInputStream(folder.resolve(file));
    }

    @Override
    public void delete(String file) throws IOException {
        Files.deleteIfExists(folder.resolve(file));
        sync(folder);
    }

    @Override
    public void removeLeftovers() throws IOException {
        for (String file : all()) {
            if (file.endsWith(PART)) {
                Files.deleteIfExists(folder.resolve(file));
            }
        }
    }

    /** There is but one writer. */
    @Override
    public boolean isLeftBehind(String file) {
        return true;
    }

    /** The kernel lets go of it when the process dies. */
    @Override
    public Closeable writer() throws IOException {
        make();
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same as by another one.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new MigrationException(
                "Another backup is writing to %s: wait for it, or choose another folder."
                        .formatted(folder));
    }

    @Override
    public String title() {
        return folder.toString();
    }

    @Override
    public void close() {
        // Holds nothing between calls.
    }

    private void make() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    private SortedSet<String> all() throws IOException {
        SortedSet<String> files = new TreeSet<>();
        try (Stream<Path> found = Files.list(folder)) {
            found.filter(Files::isRegularFile)
                    .forEach(it -> files.add(it.getFileName().toString()));
        } catch (NoSuchFileException e) {
            // Nobody has written there yet.
        }
        return files;
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private record Part(Path folder, Path part, Path target, FileOutputStream out)
            implements Upload {
        @Override
        public OutputStream stream() {
            return out;
        }

        @Override
        public void commit() throws IOException {
            out.getFD().sync();
            out.close();
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }
}
