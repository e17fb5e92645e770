package canary.agent;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A real Prometheus that scrapes every second; ends with the test, even a killed one. */
public final class RealPrometheus implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final Path folder;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    /** What is to be scraped under one job: address, and labels of the target. */
    record Target(String job, String address, Map<String, String> labels) {}

    private RealPrometheus(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts one. Where there is none the test is skipped; where one must be (CI), it fails.
     *
     * @param folder for its data
     */
    static RealPrometheus start(Path folder, List<Target> targets) throws IOException {
        return start(folder, config(targets));
    }

    /**
     * The same.
     *
     * @param scrapes what follows {@code scrape_configs:}
     */
    public static RealPrometheus start(Path folder, String scrapes) throws IOException {
        Path program = program(System.getenv());
        write(folder, scrapes);
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            command.addAll(List.of("/usr/bin/setpriv", "--pdeathsig", "KILL", "--"));
        }
        command.addAll(
                List.of(
                        program.toString(),
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.enable-lifecycle",
                        "--web.route-prefix=/prom",
                        "--web.listen-address=127.0.0.1:" + port));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("prometheus.log").toFile())
                        .start();
        RealPrometheus started = new RealPrometheus(process, folder, port);
        started.until("Prometheus is ready", () -> started.status("GET", "/-/ready") == 200);
        return started;
    }

    private static Path program(Map<String, String> environment) {
        Path cache =
                Path.of(
                        environment.getOrDefault(
                                "REAL_PROMETHEUS_CACHE",
                                environment.getOrDefault(
                                                "XDG_CACHE_HOME",
                                                System.getProperty("user.home") + "/.cache")
                                        + "/real-prometheus"));
        Optional<Path> found =
                Stream.concat(
                                Stream.of(environment.getOrDefault("PATH", "").split(":"))
                                        .filter(part -> !part.isBlank())
                                        .map(Path::of),
                                Stream.of(cache.resolve("root/usr/bin")))
                        .map(part -> part.resolve("prometheus"))
                        .filter(Files::isExecutable)
                        .findFirst();
        String missing = "no prometheus on PATH: ops/bin/real-prometheus fetch brings one";
        if (found.isEmpty() && isRequired(environment)) {
            Assertions.fail(missing);
        }
        Assumptions.assumeTrue(found.isPresent(), missing);
        return found.orElseThrow();
    }

    private static boolean isRequired(Map<String, String> environment) {
        return "true".equals(environment.get("ERP_TEST_REQUIRE_PROMETHEUS"))
                || "true".equals(environment.get("CI"));
    }

    private static void write(Path folder, String scrapes) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("prometheus.yml"),
                "global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n" + scrapes);
    }

    private static String config(List<Target> targets) {
        StringBuilder config = new StringBuilder();
        for (Target target : targets) {
            config.append(
                    "- {job_name: %s, static_configs: [{targets: ['%s'], labels: {"
                            .formatted(target.job(), target.address()));
            target.labels().forEach((name, value) -> config.append(name + ": " + value + ", "));
            config.append("}}]}\n");
        }
        return config.toString();
    }

    /** Scrapes these from now on. */
    void scrape(List<Target> targets) throws IOException {
        write(folder, config(targets));
        until("Prometheus takes its configuration", () -> status("POST", "/-/reload") == 200);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/prom");
    }

    private int status(String method, String path) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(uri() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .timeout(Duration.ofSeconds(5))
                        .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0; // not there yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for something that Prometheus brings about; fails after a minute, with its log. */
    void until(String what, BooleanSupplier isSo) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE + ": " + what + "\n" + log());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("prometheus.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It is gone, as a machine that fails. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
    }
}
