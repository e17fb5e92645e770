package erp.migrations.embedded;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files around one embedded server: its data, root's password, who runs it, lock and log. All
 * of them are for the owner's eyes only.
 */
record DatabaseFolder(Path root) {
    private static final Logger log = LoggerFactory.getLogger(DatabaseFolder.class);
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_FOLDER =
            PosixFilePermissions.fromString("rwx------");
    private static final Pattern RUNNING = Pattern.compile("pid=(\\d+) port=(\\d+)\\s*");

    /**
     * The process and port of a server that was started on this folder, whether it still runs or
     * not.
     */
    record Running(long pid, int port) {}

    /** Creates it where it is new; where it is not, what others could read is closed to them. */
    static DatabaseFolder of(Path folder) throws IOException {
        Files.createDirectories(folder);
        DatabaseFolder made = new DatabaseFolder(folder.toRealPath());
        Files.createDirectories(made.temporary());
        made.keepPrivate(made.root(), OWNERS_FOLDER);
        made.keepPrivate(made.data(), OWNERS_FOLDER);
        made.keepPrivate(made.temporary(), OWNERS_FOLDER);
        for (Path file :
                List.of(made.log(), made.lock(), made.runningFile(), made.passwordFile())) {
            made.keepPrivate(file, OWNER_ONLY);
        }
        return made;
    }

    private void keepPrivate(Path file, Set<PosixFilePermission> permissions) throws IOException {
        try {
            if (Files.exists(file) && !Files.getPosixFilePermissions(file).equals(permissions)) {
                Files.setPosixFilePermissions(file, permissions);
            }
        } catch (FileSystemException e) { // another user's, who let us in on purpose
            log.warn("file={} message=\"others may read it, and it is not ours\"", file);
        }
    }

    Path data() {
        return root.resolve("mariadb");
    }

    /** A server's own: a second one would delete what it finds there. */
    Path temporary() {
        return root.resolve("mariadb.tmp");
    }

    /** Made before the server writes it, so that it is the owner's from its first line on. */
    Path preparedLog() throws IOException {
        if (!Files.exists(log())) {
            Files.createFile(log(), PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        return log();
    }

    Path log() {
        return root.resolve("mariadb.log");
    }

    Path lock() {
        return root.resolve("mariadb.lock");
    }

    private Path passwordFile() {
        return root.resolve("mariadb.password");
    }

    private Path runningFile() {
        return root.resolve("mariadb.running");
    }

    /** Root's password, drawn at random the first time; who can read this file is root. */
    String password() throws IOException {
        Path file = passwordFile();
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            writeSecret(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip();
    }

    /**
     * SQL that the server runs before it listens: gives root the password. The caller deletes it.
     */
    Path writeSetUp() throws IOException {
        Path file = root.resolve("mariadb.setup.sql");
        writeSecret(file, "ALTER USER 'root'@'127.0.0.1' IDENTIFIED BY '" + password() + "';\n");
        return file;
    }

    Optional<Running> running() throws IOException {
        if (!Files.exists(runningFile())) {
            return Optional.empty();
        }
        Matcher matcher = RUNNING.matcher(Files.readString(runningFile()));
        return matcher.matches()
                ? Optional.of(
                        new Running(
                                Long.parseLong(matcher.group(1)),
                                Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    void writeRunning(Running running) throws IOException {
        writeSecret(runningFile(), "pid=" + running.pid() + " port=" + running.port() + "\n");
    }

    void clearRunning() throws IOException {
        Files.deleteIfExists(runningFile());
    }

    /** Readable by the owner alone from its first byte on, and never half written. */
    private static void writeSecret(Path file, String text) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".half");
        Files.deleteIfExists(half);
        Files.createFile(half, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.write(half, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
        ServerBinaries.moveAtomically(half, file);
    }
}
