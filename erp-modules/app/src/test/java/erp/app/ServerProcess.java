package erp.app;

import erp.migrations.sql.DatabaseLogin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The packaged server as a process of its own, on ports of its own, that can be killed. */
final class ServerProcess implements AutoCloseable {
    private static final Path TARGET = Sources.ROOT.resolve("erp-modules/app/target");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<String, String> settings;
    private final String version;
    private final int port = freePort();
    private final int management = freePort();
    private Process process;

    private ServerProcess(Map<String, String> settings, String version) {
        this.settings = settings;
        this.version = version;
        this.process = launch();
    }

    static ServerProcess start(DatabaseLogin login, String version) {
        return start(login, version, Map.of());
    }

    /** With more settings than the database's. */
    static ServerProcess start(DatabaseLogin login, String version, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("ERP_DB_URL", login.url());
        settings.put("ERP_DB_USER", login.user());
        settings.put("ERP_DB_PASSWORD", login.password());
        return new ServerProcess(settings, version);
    }

    /** With the embedded database in this folder. */
    static ServerProcess embedded(Path folder, String version) {
        return new ServerProcess(Map.of("ERP_DATA_DIR", folder.toString()), version);
    }

    /** What it has written so far. */
    List<String> logged() {
        try {
            return Files.readAllLines(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns its exit code when it has ended by itself. */
    int awaitEnd() {
        join();
        return process.exitValue();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    URI management() {
        return URI.create("http://127.0.0.1:" + management);
    }

    /** SIGKILL, and the end of the process is seen. */
    void kill() {
        process.destroyForcibly();
        join();
    }

    /** SIGTERM, and the end of the process is seen; answers its exit code. */
    int stop() {
        process.destroy();
        join();
        return process.exitValue();
    }

    void restart() {
        process = launch();
        awaitReady();
    }

    /** Returns when the server says that it is ready. */
    ServerProcess awaitReady() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!ready()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly(); // nobody has it yet to close it
                throw new AssertionError("erp-server is not ready; its log is " + log());
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return this;
    }

    @Override
    public void close() {
        kill();
    }

    private boolean ready() {
        try {
            return Api.anonymous(management()).get("/health/ready").status() == 200;
        } catch (UncheckedIOException e) {
            return false; // not listening yet
        }
    }

    private Path log() {
        return TARGET.resolve("erp-server-" + port + ".log");
    }

    private Process launch() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jars = TARGET.resolve("erp-server-0.1.0.jar") + ":" + TARGET.resolve("lib") + "/*";
        ProcessBuilder builder =
                new ProcessBuilder(
                        List.of(
                                java,
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "-cp",
                                jars,
                                "erp.app.ErpMain"));
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("ERP_"));
        environment.put("ERP_VERSION", version);
        environment.putAll(settings);
        environment.put("ERP_HTTP_PORT", Integer.toString(port));
        environment.put("ERP_MANAGEMENT_PORT", Integer.toString(management));
        environment.put("ERP_ADMIN_USER", ErpIT.ADMIN);
        environment.put("ERP_ADMIN_PASSWORD", ErpIT.PASSWORD);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void join() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("erp-server did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static int freePort() {
        return erp.migrations.embedded.ServerProcess.freePort();
    }
}
