package canary.demo;

import canary.agent.io.Connections;
import canary.cluster.Cluster;
import canary.cluster.Pod;
import canary.demo.fault.Fault;
import canary.demo.fault.FaultTarget;
import canary.kubernetes.ClusterConnections;
import canary.load.Company;
import canary.load.WarmUp;
import canary.local.ControlServer;
import canary.mesh.Split;
import canary.plan.PlanFile;

import erp.migrations.sql.Accounts;
import erp.migrations.sql.DatabaseLogin;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Versions on a real Kubernetes control plane, with istiod and an Envoy before them. Pods are
 * processes of this machine, each with the release's fault as a second container.
 */
final class ClusterWorld implements World {

    private static final String NAMESPACE = "erp";
    private static final String GATEWAYS = "istio-system";
    private static final int GATEWAY_STATISTICS = 15_000;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Path folder;
    private final Path home;
    private final CleanUp parts = new CleanUp();
    private final ControlPlane plane;
    private final Cluster cluster;
    private final PodWarmer warmer;

    /**
     * Starts all but the versions' traffic.
     *
     * @param database port of the database on this machine's loopback
     * @param account of either version
     */
    ClusterWorld(
            Programs programs,
            Path folder,
            DemoOptions options,
            int database,
            DatabaseLogin account,
            Company.User first,
            Fault fault) {
        this.home = programs.home();
        this.folder = folder;
        LateParts late = new LateParts();
        ControlServer control =
                parts.add(new ControlServer(0, late.mesh(), late.cluster(), () -> "")).start();
        try {
            plane =
                    parts.add(
                            ControlPlane.start(
                                    home,
                                    folder.resolve("cluster"),
                                    images(programs),
                                    List.of(database, control.uri().getPort())));
            // Read by the client of the agent's adapters.
            System.setProperty("kubeconfig", plane.kubeconfig() + "");
            KubernetesClient client = parts.add(client());
            warmer = parts.add(new PodWarmer(client, NAMESPACE));
            Connections connections =
                    parts.add(ClusterConnections.of(PlanFile.parseToLookAt(planToLookAt())))
                            .connections();
            cluster = connections.cluster();
            apply(
                    ClusterObjects.secrets(
                            account,
                            plane.node(),
                            Accounts.newPassword() + Accounts.newPassword(),
                            first.username(),
                            first.password()),
                    sidecar(options, control.uri().getPort()));
            SeenSplit split =
                    parts.add(
                            new SeenSplit(
                                    connections.mesh()::split,
                                    new Split(STABLE, CANARY, 0, Split.Routing.COHORT)));
            late.are(split, cluster);
            parts.add(fault);
            if (!fault.isOnTheWay()) {
                fault.begin(
                        new FaultTarget(
                                this::backends, this::processes, split, STABLE, CANARY, account));
            }
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private Path images(Programs programs) {
        Map<String, Object> images = new LinkedHashMap<>();
        images.put("erp-system:.*", List.of(programs.home().resolve("erp") + ""));
        List<String> sidecar = new ArrayList<>();
        sidecar.add(ProcessHandle.current().info().command().orElseThrow());
        sidecar.addAll(List.of("-XX:+UseSerialGC", "-Xmx96m", "-XX:TieredStopAtLevel=1"));
        sidecar.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Sidecar.class.getName()));
        images.put(ClusterObjects.SIDECAR_IMAGE, sidecar);
        return write("images.json", new JsonMapper().writeValueAsString(images));
    }

    private static Map<String, String> sidecar(DemoOptions options, int control) {
        return Map.of(
                Sidecar.RELEASE,
                options.release().word(),
                Sidecar.PACE,
                options.pace().word(),
                Sidecar.ROUTE,
                options.route().map(Object::toString).orElse(""),
                Sidecar.CONTROL,
                "http://NODE:" + control);
    }

    private void apply(Map<String, String> secrets, Map<String, String> sidecar) {
        Map<String, String> told = new LinkedHashMap<>();
        sidecar.forEach((name, value) -> told.put(name, value.replace("NODE", plane.node())));
        Path kustomization = folder.resolve("kubernetes");
        write(
                "kubernetes/kustomization.yaml",
                ClusterObjects.kustomization(kustomization, home, gatewayAddress(), secrets, told));
        plane.apply("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(NAMESPACE));
        plane.applyAll(kustomization);
    }

    private Path write(String name, String text) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.resolveSibling(""));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KubernetesClient client() {
        try {
            Config config = Config.fromKubeconfig(Files.readString(plane.kubeconfig()));
            return new KubernetesClientBuilder().withConfig(config).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String gatewayAddress() {
        return plane.gateway().substring(0, plane.gateway().indexOf(':'));
    }

    /** Once it is there, its keys are given to the gateway, so that routes may go by claims. */
    @Override
    public URI start(String version) {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            List<URI> ready = backends(version);
            if (!ready.isEmpty()) {
                trustTokensOf(ready.getFirst());
                return ready.getFirst();
            }
            pause();
        }
        throw new IllegalStateException(
                "%s is not ready after %s: %s; logs are in %s"
                        .formatted(version, START_LIMIT, cluster.problem(version), plane.logs()));
    }

    private void trustTokensOf(URI api) {
        String keys = get(api.resolve("/.well-known/jwks.json"));
        try {
            String rules =
                    Files.readString(home.resolve("istio/request-authentication.yaml"))
                            .replaceAll("jwksUri: .*", "jwks: '" + keys.strip() + "'");
            for (String rule : rules.split("\n---\n")) {
                if (rule.contains("namespace: " + GATEWAYS)) { // pods have no proxy that would ask
                    plane.apply(rule);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String get(URI address) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(address + " answers " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public URI entrance() {
        return URI.create("http://" + plane.gateway());
    }

    @Override
    public AgentAccess open(WarmUp warmUp) {
        warmer.warmWith(warmUp);
        return new AgentAccess(
                "Envoy on %s, KUBECONFIG=%s".formatted(entrance(), plane.kubeconfig()),
                plan(),
                List.of(),
                List.of("--cluster", "--namespace", NAMESPACE),
                Map.of("KUBECONFIG", plane.kubeconfig() + ""));
    }

    private String plan() {
        return """
        cluster:
          namespace: %s
          entrance: %s
          gateway: { namespace: %s, labels: "istio=ingressgateway", port: %d }
        """
                .formatted(NAMESPACE, entrance(), GATEWAYS, GATEWAY_STATISTICS);
    }

    /** What it takes to look at the cluster as the agent will. */
    private String planToLookAt() {
        return """
        release: demo
        stable: {version: %s}
        canary: {version: %s}
        %s  probe: {username: nobody, password: none}
        """
                .formatted(STABLE, CANARY, plan());
    }

    private List<URI> backends(String version) {
        return cluster.pods(version).stream().filter(Pod::ready).map(Pod::api).toList();
    }

    private List<Long> processes(String version) {
        return plane.processes().stream()
                .filter(it -> runs(it, version))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static boolean runs(ProcessHandle process, String version) {
        Path proc = Path.of("/proc", process.pid() + "");
        try {
            return Files.readString(proc.resolve("cmdline")).contains("erp.app.ErpMain")
                    && Files.readString(proc.resolve("environ"))
                            .contains("ERP_VERSION=" + version + "\0");
        } catch (IOException e) {
            return false; // it has ended meanwhile
        }
    }

    /** The containers' logs stay, the rest goes. */
    @Override
    public void close() {
        keepLogs();
        parts.close();
    }

    private void keepLogs() {
        Path from = plane.logs();
        Path to = folder.resolve("pods");
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
                Files.walkFileTree(
                        from,
                        new SimpleFileVisitor<>() {
                            @Override
                            public FileVisitResult visitFile(Path file, BasicFileAttributes it)
                                    throws IOException {
                                Files.copy(
                                        file,
                                        to.resolve((from.relativize(file) + "").replace('/', '_')));
                                return FileVisitResult.CONTINUE;
                            }
                        });
            }
        } catch (IOException e) {
            System.err.println("the pods' logs are not kept: " + e);
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
