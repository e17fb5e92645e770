package canary.load.measure;

import canary.load.Company;
import canary.load.HttpConnection;
import canary.programs.Ports;

import erp.migrations.sql.DatabaseLogin;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One {@code ./erp serve} under load. */
final class LoadServer implements AutoCloseable {

    static final Company.User ADMIN = new Company.User("admin", "Only-for-1-measurement");

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);
    private static final long MILLIS_BETWEEN_LOOKS = 5;
    private static final long STOP_SECONDS = 20;
    private static final int OK = 200;

    private final Process process;
    private final URI api;
    private final URI management;
    private final Duration start;

    private LoadServer(Process process, URI api, URI management, Duration start) {
        this.process = process;
        this.api = api;
        this.management = management;
        this.start = start;
    }

    /** Starts it and waits for its first answer on the API. */
    static LoadServer start(Path home, DatabaseLogin login, File log, String javaOptions) {
        return start(home, login, log, javaOptions, Ports.free());
    }

    /** The same at this port of the API. */
    static LoadServer start(Path home, DatabaseLogin login, File log, String javaOptions, int api) {
        return start(home, login, log, Map.of("ERP_JAVA_OPTS", javaOptions), api);
    }

    /** With settings of its own. */
    static LoadServer start(
            Path home, DatabaseLogin login, File log, Map<String, String> settings, int api) {
        int management = Ports.free();
        ProcessBuilder builder =
                new ProcessBuilder(home.resolve("erp").toString(), "serve")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        Map<String, String> environment = builder.environment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("ERP_") && !name.equals("ERP_JAVA_HOME"));
        environment.putAll(
                Map.of(
                        "ERP_VERSION", "load",
                        "ERP_DB_URL", login.url(),
                        "ERP_DB_USER", login.user(),
                        "ERP_DB_PASSWORD", login.password(),
                        "ERP_HTTP_PORT", Integer.toString(api),
                        "ERP_MANAGEMENT_PORT", Integer.toString(management),
                        "ERP_ADMIN_USER", ADMIN.username(),
                        "ERP_ADMIN_PASSWORD", ADMIN.password()));
        environment.putAll(settings);
        URI root = URI.create("http://127.0.0.1:" + api);
        long begin = System.nanoTime();
        try {
            Process process = builder.start();
            awaitAnswer(process, root, log);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            return new LoadServer(
                    process, root, URI.create("http://127.0.0.1:" + management), took);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI api() {
        return api;
    }

    /** Where its metrics are. */
    URI management() {
        return management;
    }

    long pid() {
        return process.pid();
    }

    /** From the start of the process to its first answer. */
    Duration startTime() {
        return start;
    }

    /** Ends it as a power failure does. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitAnswer(Process process, URI api, File log) {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (HttpConnection http = new HttpConnection(api, ANSWER_LIMIT)) {
                if (http.send("GET", "/.well-known/jwks.json", Map.of(), null).status() == OK) {
                    return;
                }
            } catch (IOException _) {
                // It does not listen yet.
            }
            pause();
        }
        process.destroyForcibly();
        throw new IllegalStateException("./erp serve does not answer, see " + log);
    }

    private static void pause() {
        try {
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
