package canary.demo;

import canary.cluster.Cluster;
import canary.cluster.Pod;
import canary.demo.fault.Fault;
import canary.demo.fault.FaultTarget;
import canary.load.Company;
import canary.load.WarmUp;
import canary.local.ControlServer;
import canary.mesh.Split;
import canary.mesh.Split.Routing;
import canary.programs.Ports;
import canary.router.LeftOut;
import canary.router.Router;
import canary.supervisor.Deployment;
import canary.supervisor.Supervisor;

import erp.migrations.sql.Accounts;
import erp.migrations.sql.DatabaseLogin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Versions, router and control endpoint as processes and threads of this machine. */
final class LocalWorld implements World {

    private static final int ENTRANCE_PORT = 8080;
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int LAST_LINES = 20;

    private final Path logs;
    private final String secret = Accounts.newPassword();
    private final Supervisor supervisor;
    private final Fault fault;
    private final Router router;
    private final CleanUp parts = new CleanUp();

    /**
     * @param serve program that runs a version
     * @param first the administrator that an empty database gets
     * @param leftOut whose requests are not the users'
     * @param build what v2 has beside v1
     */
    LocalWorld(
            Path logs,
            List<String> serve,
            Map<String, DatabaseLogin> accounts,
            Company.User first,
            Fault fault,
            LeftOut leftOut,
            CanaryBuild build) {
        this.logs = logs;
        this.fault = fault;
        supervisor =
                new Supervisor(
                        accounts.entrySet().stream()
                                .map(
                                        each ->
                                                deployment(
                                                        each.getKey(),
                                                        each.getKey().equals(CANARY)
                                                                ? build.command(serve)
                                                                : serve,
                                                        each.getValue(),
                                                        first))
                                .toList());
        int port = Ports.isFree(ENTRANCE_PORT) ? ENTRANCE_PORT : Ports.free();
        Split split = new Split(STABLE, CANARY, 0, Routing.COHORT);
        router = new Router(port, split, this::backends, leftOut);
        fault.begin(
                new FaultTarget(
                        supervisor::backends,
                        supervisor::pids,
                        router,
                        STABLE,
                        CANARY,
                        Objects.requireNonNull(accounts.get(CANARY), "was made before")));
        parts.add(supervisor);
        parts.add(fault);
        // At once, or another process may take the port meanwhile.
        parts.add(router).start();
    }

    @Override
    public URI start(String version) {
        supervisor.scale(version, 1);
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            Pod pod = supervisor.pods(version).getFirst();
            if (pod.ready()) {
                return pod.api();
            }
            if (pod.restarts() > 0) {
                throw new IllegalStateException(version + " does not start:" + lastLines(version));
            }
            pause();
        }
        throw new IllegalStateException(
                version + " is not ready after " + START_LIMIT + ":" + lastLines(version));
    }

    @Override
    public URI entrance() {
        return router.uri();
    }

    @Override
    public AgentAccess open(WarmUp warmUp) {
        WarmCluster cluster = parts.add(new WarmCluster(supervisor, CANARY, warmUp));
        Cluster seen = fault.before(cluster);
        URI control = parts.add(new ControlServer(0, router, seen, router::metrics)).start().uri();
        String plan =
                """
                local:
                  control: %s
                  metrics: %s/metrics
                  entrance: %s
                """
                        .formatted(control, fault.beforeRouterPage(control), entrance());
        return new AgentAccess(
                "router on %s, control on %s".formatted(entrance(), control),
                plan,
                List.of("--local"),
                List.of("--local"),
                Map.of());
    }

    @Override
    public void close() {
        parts.close();
    }

    private List<URI> backends(String version) {
        return fault.front(version, supervisor.backends(version));
    }

    private Deployment deployment(
            String version, List<String> serve, DatabaseLogin account, Company.User first) {
        Map<String, String> environment =
                Map.of(
                        "ERP_VERSION", version,
                        "ERP_ENV", "demo",
                        "ERP_SECRET", secret,
                        "ERP_TRUSTED_PROXIES", "127.0.0.1",
                        "ERP_DB_URL", account.url(),
                        "ERP_DB_USER", account.user(),
                        "ERP_DB_PASSWORD", account.password(),
                        "ERP_ADMIN_USER", first.username(),
                        "ERP_ADMIN_PASSWORD", first.password());
        return new Deployment(version, serve, environment, log(version));
    }

    private Path log(String version) {
        return logs.resolve(version + ".log");
    }

    private String lastLines(String version) {
        try {
            List<String> lines = Files.readAllLines(log(version));
            int from = Math.max(0, lines.size() - LAST_LINES);
            return System.lineSeparator()
                    + String.join(System.lineSeparator(), lines.subList(from, lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
