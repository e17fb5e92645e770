package erp.migrations.embedded;

import erp.migrations.sql.Accounts;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A database server for one machine without any installation: MariaDB's binaries on a folder of
 * ours.
 *
 * <p>Who opens a folder first runs the server and stops it at close; who opens it meanwhile, in
 * this process or another, uses the same server and leaves it running. The server ends with the
 * process that runs it, however that ends, and every commit survives.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    /** So often a server that has ended is tried to be started again, at growing intervals. */
    private static final int TRIES = 3;

    private static final int PAUSE_MILLIS = 1_000;

    /** A server that ends so often within {@link #SPELL} has a trouble that no start mends. */
    private static final int MOST_ENDS = 5;

    private static final Duration SPELL = Duration.ofMinutes(10);

    private final DatabaseFolder folder;
    private final Path binaries;
    private final int port;
    private final String rootPassword;
    private volatile @Nullable ServerProcess server;
    private volatile boolean closed;

    private EmbeddedDatabase(
            DatabaseFolder folder, Path binaries, int port, @Nullable ServerProcess server)
            throws IOException {
        this.folder = folder;
        this.binaries = binaries;
        this.port = port;
        this.server = server;
        this.rootPassword = folder.password();
    }

    /** Starts the server of this folder, creating it when it is new, or joins the one that runs. */
    public static EmbeddedDatabase open(Path dataDir) {
        try {
            DatabaseFolder folder = DatabaseFolder.of(dataDir);
            return FileGuard.exclusively(folder.lock(), () -> attachOrStart(folder));
        } catch (IOException | UncheckedIOException e) {
            throw new MigrationException(
                    "The embedded database cannot use the folder " + dataDir + ": " + e, e);
        }
    }

    /** Whether close will stop the server. */
    public boolean isOwner() {
        return server != null;
    }

    public int port() {
        return port;
    }

    /** Folder with the programs mariadb and mariadb-dump that fit this server. */
    public Path programs() {
        return binaries.resolve("bin");
    }

    /** The administrator, for accounts and schemas; schema may be empty. */
    public DatabaseLogin administrator(String schema) {
        return new DatabaseLogin(url(schema), "root", rootPassword);
    }

    /** The schemas that exist, the server's own left out. */
    public SortedSet<String> schemas() {
        try (Connection connection = administrator("").connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                SELECT schema_name FROM information_schema.schemata WHERE schema_name
                                NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')
                                """)) {
            SortedSet<String> names = new TreeSet<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new MigrationException("The embedded database does not list its schemas", e);
        }
    }

    /**
     * The owner's way into a schema, which is created when it is absent. The owner may change its
     * tables.
     */
    public DatabaseLogin schema(String name) {
        String user = name + "_owner";
        String password = passwordOf(user);
        try (Connection connection = administrator("").connect()) {
            Accounts.createSchema(connection, name);
            Accounts.createOwner(connection, name, user, password);
        } catch (SQLException e) {
            throw new MigrationException("Schema " + name + " cannot be created", e);
        }
        return new DatabaseLogin(url(name), user, password);
    }

    /**
     * An application's account with the rights of {@link Accounts} on what the schema holds now.
     */
    public DatabaseLogin createAccount(
            String schema, String user, String password, int maxConnections) {
        new Accounts(administrator("").dataSource()).grant(schema, user, password, maxConnections);
        return new DatabaseLogin(url(schema), user, password);
    }

    @Override
    public void close() {
        closed = true;
        try {
            FileGuard.exclusively(folder.lock(), this::stop);
        } catch (IOException e) {
            log.warn("folder={} message=\"cannot clean up\"", folder.root(), e);
        }
    }

    /** Stops the server if it is ours; answers whether it was. */
    private boolean stop() throws IOException {
        ServerProcess ours = server;
        server = null;
        if (ours == null) {
            return false;
        }
        ours.stop();
        folder.clearRunning();
        return true;
    }

    /**
     * From now on a server that ends, whoever ran it, is started again where it was, so that every
     * URL stays good.
     *
     * @param hopeless told in a sentence when that cannot be done; nothing more is tried then
     */
    public void keepRunning(Consumer<String> hopeless) {
        Thread.ofVirtual()
                .name("embedded-database-watch")
                .start(
                        () -> {
                            try {
                                watch();
                            } catch (MigrationException | IOException e) {
                                if (!closed) {
                                    hopeless.accept(
                                            "The embedded database has ended and cannot be started"
                                                    + " again: "
                                                    + e.getMessage());
                                }
                            }
                        });
    }

    private void watch() throws IOException {
        Deque<Instant> ends = new ArrayDeque<>();
        while (!closed) {
            long pid = folder.running().map(DatabaseFolder.Running::pid).orElse(0L);
            ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
            if (closed) {
                return;
            }
            ends.addLast(Instant.now());
            if (ends.size() > MOST_ENDS && ends.removeFirst().isAfter(Instant.now().minus(SPELL))) {
                throw new MigrationException(
                        "it has ended %d times within %d minutes."
                                .formatted(MOST_ENDS + 1, SPELL.toMinutes()));
            }
            log.error("embedded database has ended folder={} pid={}", folder.root(), pid);
            revive();
        }
    }

    private void revive() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                FileGuard.exclusively(folder.lock(), this::startAgain);
                return;
            } catch (MigrationException | IOException e) {
                if (attempt == TRIES || closed) {
                    throw e;
                }
                log.warn("embedded database does not start again attempt={}", attempt, e);
                ServerProcess.pause(PAUSE_MILLIS << attempt);
            }
        }
    }

    /** Unless it is closed meanwhile, or another of its users has been quicker. */
    private boolean startAgain() throws IOException {
        if (closed) {
            return false;
        }
        Optional<DatabaseFolder.Running> running =
                folder.running().filter(it -> answers(folder, it));
        if (running.isPresent() && running.get().port() != port) {
            throw new MigrationException(
                    "Process %d runs it on port %d now; here it is needed on port %d."
                            .formatted(running.get().pid(), running.get().port(), port));
        }
        if (running.isEmpty()) {
            server = start(folder, binaries, () -> port);
        }
        return true;
    }

    private static EmbeddedDatabase attachOrStart(DatabaseFolder folder) throws IOException {
        Path binaries = ServerBinaries.unpacked(folder.root());
        Optional<DatabaseFolder.Running> running =
                folder.running().filter(it -> answers(folder, it));
        if (running.isPresent()) {
            return new EmbeddedDatabase(folder, binaries, running.get().port(), null);
        }
        if (!Files.exists(folder.data())) {
            createData(folder, binaries);
        }
        ServerProcess server = start(folder, binaries, ServerProcess::freePort);
        return new EmbeddedDatabase(folder, binaries, server.port(), server);
    }

    private static ServerProcess start(DatabaseFolder folder, Path binaries, IntSupplier ports)
            throws IOException {
        // The server opens its port before it reads this file, so the file stays until it answers.
        Path setUp = folder.writeSetUp();
        try {
            ServerProcess server =
                    ServerProcess.start(
                            binaries,
                            folder.data(),
                            setUp,
                            folder.preparedLog(),
                            ports,
                            port -> isOn(folder, port));
            folder.writeRunning(new DatabaseFolder.Running(server.pid(), server.port()));
            log.info("embedded database started folder={} port={}", folder.root(), server.port());
            return server;
        } finally {
            Files.deleteIfExists(setUp);
        }
    }

    /** Waits for a server that is starting or stopping, so that the answer is a lasting one. */
    private static boolean answers(DatabaseFolder folder, DatabaseFolder.Running running) {
        Instant end = Instant.now().plus(ServerProcess.PATIENCE);
        while (isServer(running.pid())) {
            if (ServerProcess.isOpen(running.port()) && isOn(folder, running.port())) {
                return true;
            }
            if (Instant.now().isAfter(end)) {
                throw new MigrationException(
                        "Process %d runs the database in %s but does not answer on port %d: stop it and try again."
                                .formatted(running.pid(), folder.root(), running.port()));
            }
            ServerProcess.pause(20);
        }
        return false;
    }

    /** A process id may be given to another program after a restart of the machine. */
    private static boolean isServer(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("/mariadbd"))
                .isPresent();
    }

    private static boolean isOn(DatabaseFolder folder, int port) {
        try (Connection connection =
                        new DatabaseLogin(url(port, ""), "root", folder.password()).connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT @@datadir")) {
            return rows.next() && Path.of(rows.getString(1)).equals(folder.data());
        } catch (SQLException | IOException e) {
            return false;
        }
    }

    /** A copy of a template that is made once per machine: seconds the first time, then none. */
    private static void createData(DatabaseFolder folder, Path binaries) throws IOException {
        Path template =
                binaries.resolveSibling(binaries.getFileName() + "-data-" + ServerProcess.shape());
        if (!Files.exists(template)) {
            FileGuard.exclusively(
                    template.resolveSibling("data.lock"),
                    () -> {
                        if (!Files.exists(template)) {
                            bootstrap(folder, binaries, template);
                        }
                        return template;
                    });
        }
        Path half = folder.root().resolve("mariadb.half");
        ServerBinaries.deleteTree(half);
        ServerBinaries.copyTree(template, half);
        Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwx------"));
        ServerBinaries.moveAtomically(half, folder.data());
    }

    private static void bootstrap(DatabaseFolder folder, Path binaries, Path template)
            throws IOException {
        Path half = template.resolveSibling(template.getFileName() + ".half");
        ServerBinaries.deleteTree(half);
        Files.createDirectories(half);
        ServerProcess.bootstrap(binaries, half, folder.preparedLog());
        ServerBinaries.moveAtomically(half, template);
    }

    private String url(String schema) {
        return url(port, schema);
    }

    private static String url(int port, String schema) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + schema;
    }

    /** Derived from root's, so that there is one secret to keep. */
    private String passwordOf(String user) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(rootPassword.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)), 0, 20);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
