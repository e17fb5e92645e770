package erp.migrations.backup;

import erp.migrations.backup.archive.Manifest;
import erp.migrations.backup.dump.Sessions;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What was written to a schema between a backup and a later moment, done again on the restored one.
 * MySQL's own programs read its binary log and carry it out, as rows and so that what the backup
 * has already does no harm: its position may lie a few transactions early.
 *
 * @param server whose log it is, on any schema or on none
 * @param until what began before it is done again, in whole seconds
 */
record BinaryLogReplay(DatabaseLogin server, Manifest manifest, Instant until) {
    private static final String READER = "mysqlbinlog";
    private static final String CLIENT = "mysql";
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int MOST_SAID = 500;
    private static final int DEFAULT_PORT = 3306;

    /**
     * What of the log is read.
     *
     * @param files in their order; the first from the backup's position on
     * @param end in the last of them
     */
    record Range(List<String> files, long end) {}

    /** Refuses what cannot be done, and tells how far the log goes now. */
    Range range(Connection connection) throws SQLException {
        Manifest.BinaryLog log = manifest.binaryLog();
        String file = log.file();
        if (file == null) {
            throw refused(Objects.requireNonNullElse(log.reason(), "it has no position"));
        }
        if (Sessions.isMariaDb(connection)) {
            throw refused("this is done for MySQL only");
        }
        String origin = Sql.strings(connection, "SELECT @@server_uuid").getFirst();
        if (!origin.equals(log.origin())) {
            throw refused("it was made of another server, whose log is not here");
        }
        Instant now =
                Sql.query(
                                connection,
                                row -> row.getObject(1, LocalDateTime.class),
                                "SELECT utc_timestamp(3)")
                        .getFirst()
                        .toInstant(ZoneOffset.UTC);
        if (until.isBefore(manifest.takenAt()) || until.isAfter(now)) {
            throw new MigrationException(
                    "--until must be from %s, when backup %s was taken, to now, %s; not %s."
                            .formatted(
                                    manifest.takenAt(),
                                    manifest.name(),
                                    now.truncatedTo(ChronoUnit.SECONDS),
                                    until));
        }
        List<String> kept = Sql.query(connection, row -> row.getString(1), "SHOW BINARY LOGS");
        if (!kept.contains(file)) {
            throw refused(
                    "its log begins in %s, and the server keeps %s to %s only"
                            .formatted(file, kept.getFirst(), kept.getLast()));
        }
        List<String> files = kept.subList(kept.indexOf(file), kept.size());
        long end =
                Sql.query(connection, row -> row.getLong(2), "SHOW BINARY LOG STATUS").getFirst();
        requirePrograms();
        return new Range(List.copyOf(files), end);
    }

    private MigrationException refused(String why) {
        return new MigrationException(
                "Backup %s cannot be brought to a later moment: %s. Without --until it is restored as it was taken."
                        .formatted(manifest.name(), why));
    }

    private static void requirePrograms() {
        for (String program : List.of(READER, CLIENT)) {
            try {
                new ProcessBuilder(program, "--version")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new MigrationException(
                        "--until needs MySQL's programs %s and %s in PATH: %s"
                                .formatted(READER, CLIENT, e.getMessage()),
                        e);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    /** Does it again on this schema; it may be half done when it fails. */
    void run(Range range, String schema) throws IOException {
        requireNoRestore(range);
        List<String> reader = reader(range);
        reader.add("--idempotent");
        reader.add("--skip-gtids");
        reader.add("--rewrite-db=%s->%s".formatted(manifest.schema(), schema));
        reader.add("--database=" + schema); // its name after the change
        reader.addAll(range.files());
        List<String> client = new ArrayList<>(List.of(CLIENT));
        client.addAll(connection());
        client.add("--binary-mode");
        client.add(schema);
        List<Process> both =
                ProcessBuilder.startPipeline(List.of(builder(reader), builder(client)));
        await(READER, both.getFirst());
        await(CLIENT, both.getLast());
    }

    /**
     * A restore that was made since exchanged the tables, which the log tells of other schemas:
     * what was written before it would come back.
     */
    private void requireNoRestore(Range range) throws IOException {
        List<String> reader = reader(range);
        reader.add("--base64-output=DECODE-ROWS");
        reader.addAll(range.files());
        Pattern swap =
                Pattern.compile(
                        "RENAME TABLE .*`%s__(restore|replaced)_[0-9a-f]+`"
                                .formatted(Pattern.quote(manifest.schema())));
        Process process = builder(reader).start();
        boolean found;
        try (BufferedReader lines = process.inputReader()) {
            found = lines.lines().filter(it -> swap.matcher(it).find()).count() > 0;
        }
        await(READER, process);
        if (found) {
            throw refused(
                    "schema %s itself was restored after it was taken; take a backup from after that"
                            .formatted(manifest.schema()));
        }
    }

    private List<String> reader(Range range) {
        List<String> reader = new ArrayList<>(List.of(READER));
        reader.addAll(connection());
        reader.add("--read-from-remote-server");
        reader.add("--start-position=" + manifest.binaryLog().position());
        reader.add("--stop-position=" + range.end());
        reader.add("--stop-datetime=" + SECONDS.format(until));
        return reader;
    }

    private List<String> connection() {
        URI address = URI.create(server.url().substring("jdbc:".length()));
        int port = address.getPort() < 0 ? DEFAULT_PORT : address.getPort();
        return List.of(
                "--no-defaults",
                "--protocol=tcp",
                "--host=" + address.getHost(),
                "--port=" + port,
                "--user=" + server.user());
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("MYSQL_PWD", server.password());
        environment.put("TZ", "UTC"); // in which --stop-datetime is read
        return builder;
    }

    private static void await(String program, Process process) {
        CompletableFuture<String> said =
                CompletableFuture.supplyAsync(
                        () ->
                                process.errorReader()
                                        .lines()
                                        .filter(it -> !it.contains("[Warning]"))
                                        .collect(Collectors.joining(" ")));
        try {
            int code = process.waitFor();
            if (code != 0) {
                String text = said.join();
                throw new MigrationException(
                        "The binary log could not be replayed: %s ended with %d: %s"
                                .formatted(
                                        program,
                                        code,
                                        text.substring(0, Math.min(MOST_SAID, text.length()))));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw interrupted(e);
        }
    }

    private static MigrationException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new MigrationException("interrupted", e);
    }
}
