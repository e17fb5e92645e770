package erp.migrations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files around one embedded server: its data, root's password, who runs it, lock and log. */
record DatabaseFolder(Path root) {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Pattern RUNNING = Pattern.compile("pid=(\\d+) port=(\\d+)\\s*");

    /**
     * The process and port of a server that was started on this folder, whether it still runs or
     * not.
     */
    record Running(long pid, int port) {}

    static DatabaseFolder of(Path folder) throws IOException {
        return new DatabaseFolder(Files.createDirectories(folder).toRealPath());
    }

    Path data() {
        return root.resolve("mariadb");
    }

    Path log() {
        return root.resolve("mariadb.log");
    }

    Path lock() {
        return root.resolve("mariadb.lock");
    }

    private Path runningFile() {
        return root.resolve("mariadb.running");
    }

    /** Root's password, drawn at random the first time; who can read this file is root. */
    String password() throws IOException {
        Path file = root.resolve("mariadb.password");
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
        Files.writeString(runningFile(), "pid=" + running.pid() + " port=" + running.port() + "\n");
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
