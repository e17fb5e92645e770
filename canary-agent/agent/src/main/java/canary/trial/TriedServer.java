package canary.trial;

import canary.gates.input.Check;
import canary.programs.Ports;
import canary.programs.Readiness;
import canary.programs.Spawner;
import canary.smoke.Access;
import canary.smoke.SmokeTests;

import erp.migrations.sql.DatabaseLogin;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A server of one version on the trial's schema. Only this machine reaches it, and nothing that it
 * signs is good elsewhere.
 */
final class TriedServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** Whatever its version is, its JVM and Hibernate know it. */
    private static final String VALIDATE = "-Dhibernate.hbm2ddl.auto=validate";

    private static final String JVM_OPTIONS = "JAVA_TOOL_OPTIONS";

    private final TrialPlan.Version version;
    private final Path log;
    private final URI api;
    private final URI management;
    private final Process process;

    private TriedServer(
            TrialPlan.Version version, Path log, URI api, URI management, Process process) {
        this.version = version;
        this.log = log;
        this.api = api;
        this.management = management;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param isValidated whether its mapping is compared with the schema, and must fit
     */
    static TriedServer start(
            Spawner spawner,
            TrialPlan.Version version,
            DatabaseLogin login,
            Path folder,
            boolean isValidated) {
        int port = Ports.free();
        int managementPort = Ports.free();
        try {
            Path log = Files.createTempFile(folder, version.name() + "-", ".log");
            Process process =
                    spawner.start(
                            version.serve(),
                            environment(version, login, port, managementPort, isValidated),
                            log.toFile());
            return new TriedServer(version, log, local(port), local(managementPort), process);
        } catch (IOException e) {
            throw TrialFailure.untried(
                    "%s cannot be started: %s".formatted(version.name(), e.getMessage()));
        }
    }

    private static Map<String, String> environment(
            TrialPlan.Version version,
            DatabaseLogin login,
            int port,
            int managementPort,
            boolean isValidated) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("ERP_VERSION", version.name());
        environment.put("ERP_ENV", "trial");
        // One for all servers of a trial: the second opens the keys that the first has sealed.
        environment.put("ERP_SECRET", login.password() + login.password());
        environment.put("ERP_DB_URL", login.url());
        environment.put("ERP_DB_USER", login.user());
        environment.put("ERP_DB_PASSWORD", login.password());
        environment.put("ERP_HTTP_ADDRESS", "127.0.0.1");
        environment.put("ERP_HTTP_PORT", port + "");
        environment.put("ERP_MANAGEMENT_ADDRESS", "127.0.0.1");
        environment.put("ERP_MANAGEMENT_PORT", managementPort + "");
        if (isValidated) {
            String options = Objects.requireNonNullElse(System.getenv(JVM_OPTIONS), "");
            environment.put(JVM_OPTIONS, (options + " " + VALIDATE).strip());
        }
        return environment;
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    Access access() {
        return new Access(api, version.name(), false);
    }

    /** What keeps it from working; empty when it is ready and its smoke tests pass. */
    String problem(SmokeTests tests, Access stable) throws InterruptedException {
        if (!isReady()) {
            String how =
                    process.isAlive()
                            ? "is not ready within " + START_LIMIT.toSeconds() + " s"
                            : "does not start";
            return how + ": " + ServerLog.cause(log);
        }
        List<Check> open =
                tests.pod(access(), management, stable, Instant.now()).stream()
                        .filter(check -> !check.passed())
                        .toList();
        if (open.isEmpty()) {
            return "";
        }
        String cause = ServerLog.failure(log);
        String failed =
                open.stream()
                        .map(check -> check.name() + ": " + check.detail())
                        .collect(Collectors.joining("; "));
        return cause.isEmpty() ? failed : "%s (%s)".formatted(cause, failed);
    }

    private boolean isReady() throws InterruptedException {
        Readiness readiness = new Readiness();
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (readiness.isReady(management)) {
                return true;
            }
            process.waitFor(BETWEEN_LOOKS);
        }
        return false;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
