package erp.migrations.embedded;

import erp.migrations.sql.MigrationException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;

/** Runs the MariaDB binaries: makes a new data directory, starts a server on one, stops it. */
public final class ServerProcess {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Same at bootstrap and start, because they shape the files. */
    private static final List<String> SHAPE =
            List.of("--innodb-log-file-size=32M", "--innodb-undo-tablespaces=0");

    /** Durable as a production server is, MySQL's own SQL mode, and no surprises by the machine. */
    private static final List<String> RUN =
            List.of(
                    "--bind-address=127.0.0.1",
                    "--skip-name-resolve",
                    "--innodb-flush-log-at-trx-commit=1",
                    "--innodb-buffer-pool-size=128M",
                    "--max-connections=300",
                    "--performance-schema=OFF",
                    "--character-set-server=utf8mb4",
                    "--default-time-zone=+00:00",
                    "--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
                        + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
                    "--socket=mariadb.sock",
                    "--pid-file=mariadb.pid");

    /**
     * The server keeps root for loopback only, with a password that fits nothing until it starts.
     */
    private static final String LOCK_ROOT =
            """
            DELETE FROM global_priv WHERE User <> 'mariadb.sys' AND NOT (User = 'root' AND Host = '127.0.0.1');
            UPDATE global_priv SET Priv = JSON_SET(Priv, '$.plugin', 'mysql_native_password', \
            '$.authentication_string', 'invalid') WHERE User = 'root';
            DELETE FROM proxies_priv;
            """;

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    /** Names what a template was made with, so that another option makes another template. */
    static String shape() {
        return Integer.toHexString((SHAPE + LOCK_ROOT).hashCode());
    }

    /** Makes the system tables of a new server. */
    static void bootstrap(Path binaries, Path dataDir, Path log) throws IOException {
        var script =
                new StringBuilder(
                        "create database mysql;\nuse mysql;\nset @auth_root_socket=NULL;\n");
        for (String part :
                List.of(
                        "mariadb_system_tables",
                        "mariadb_performance_tables",
                        "mariadb_system_tables_data",
                        "maria_add_gis_sp_bootstrap")) {
            script.append(Files.readString(binaries.resolve("share/" + part + ".sql")))
                    .append('\n');
        }
        script.append(LOCK_ROOT);
        List<String> command = command(binaries, dataDir);
        command.addAll(SHAPE);
        command.addAll(
                List.of("--bootstrap", "--enforce-storage-engine=", "--max-allowed-packet=8M"));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try (var in = process.getOutputStream()) {
            in.write(script.toString().getBytes(StandardCharsets.UTF_8));
        }
        if (!exited(process, PATIENCE) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw failed("could not make its system tables", log);
        }
    }

    /**
     * Starts a server and returns when it answers; {@code setUp} is SQL that it runs before that.
     *
     * @param ports what to listen on; asked anew when somebody else has taken the last one
     * @param answers whether the server on a port is this one: another may have been quicker to
     *     take it
     */
    static ServerProcess start(
            Path binaries,
            Path dataDir,
            Path setUp,
            Path log,
            IntSupplier ports,
            IntPredicate answers)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = ports.getAsInt();
            List<String> command = dieWithUs();
            command.addAll(command(binaries, dataDir));
            command.addAll(SHAPE);
            command.addAll(RUN);
            command.add("--port=" + port);
            command.add("--init-file=" + setUp);
            var server = new ServerProcess(launch(command, dataDir, log), port);
            if (server.awaitAnswer(answers)) {
                return server;
            }
            server.stop();
            if (attempt == 3 || !Files.readString(log).contains("TCP/IP port")) {
                throw failed("did not start", log);
            }
        }
    }

    /**
     * Asks the server to end and waits; a server that does not is killed, which InnoDB survives.
     */
    void stop() {
        process.destroy();
        if (!exited(process, PATIENCE)) {
            process.destroyForcibly();
            exited(process, PATIENCE);
        }
    }

    private static List<String> command(Path binaries, Path dataDir) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(binaries.resolve("bin/mariadbd").toString());
        // First of all options: the machine's own my.cnf is not ours.
        command.add("--no-defaults");
        command.add("--basedir=" + binaries);
        command.add("--datadir=" + dataDir);
        // A server that starts deletes all temporary tables it finds, so two must never share a
        // folder
        // for them: the one that still needs them crashes.
        command.add("--tmpdir=" + Files.createDirectories(dataDir.resolveSibling("mariadb.tmp")));
        command.add("--lc-messages-dir=" + binaries.resolve("share"));
        command.add("--character-sets-dir=" + binaries.resolve("share/charsets"));
        // Making a TLS key takes this server seconds at each start, and it listens on loopback
        // only.
        command.add("--skip-ssl");
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        return command;
    }

    /** The prefix that ends the server with this process, and keeps a terminal's Ctrl-C from it. */
    public static List<String> dieWithUs() {
        List<String> prefix = new ArrayList<>();
        if (succeeds("setsid", "true")) {
            prefix.add("setsid");
        }
        if (succeeds("setpriv", "--pdeathsig", "TERM", "true")) {
            prefix.addAll(List.of("setpriv", "--pdeathsig", "TERM"));
        }
        return prefix;
    }

    private static boolean succeeds(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return exited(process, PATIENCE) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * From a thread that lives as long as the server: the death signal follows the thread that
     * forked.
     */
    public static Process launch(List<String> command, Path dataDir, Path log) {
        var builder =
                new ProcessBuilder(command)
                        .directory(dataDir.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        var started = new CompletableFuture<Process>();
        Thread.ofPlatform()
                .daemon()
                .name("embedded-database")
                .start(
                        () -> {
                            try {
                                Process process = builder.start();
                                started.complete(process);
                                process.waitFor();
                            } catch (IOException e) {
                                started.completeExceptionally(e);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        try {
            return started.join();
        } catch (CompletionException e) {
            throw new MigrationException("The embedded database cannot be run: " + e.getCause(), e);
        }
    }

    /** Below the range that outgoing connections take their ports from. */
    public static int freePort() {
        return ThreadLocalRandom.current()
                .ints(100, 20_000, 32_000)
                .filter(ServerProcess::isFree)
                .findFirst()
                .orElseThrow(() -> new MigrationException("No free port between 20000 and 32000"));
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean awaitAnswer(IntPredicate answers) {
        Instant end = Instant.now().plus(PATIENCE);
        while (process.isAlive() && Instant.now().isBefore(end)) {
            if (isOpen(port) && answers.test(port)) {
                return true;
            }
            pause(20);
        }
        return false;
    }

    public static boolean isOpen(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException("Interrupted while waiting for the embedded database", e);
        }
    }

    private static boolean exited(Process process, Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static MigrationException failed(String what, Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        String tail =
                String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
        return new MigrationException(
                "The embedded database " + what + ". Its log " + log + " ends:\n" + tail);
    }
}
