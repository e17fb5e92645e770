package canary.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import canary.agent.io.Connections;
import canary.cluster.Pod;
import canary.counters.Series;
import canary.counters.scrape.Counters;
import canary.journal.Entry;
import canary.kubernetes.api.KubernetesApi;
import canary.metrics.MetricSource;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.rollout.Preparation;

import io.fabric8.kubernetes.api.model.HasMetadata;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All of the agent's calls in a real cluster, with the rights of the agent's own Role. */
class ClusterConnectionsIT {

    private static final String SERVER =
            """
            import http.server, os, threading
            print('up', flush=True)
            handler = http.server.SimpleHTTPRequestHandler
            for port in (8080, 8081):
                server = http.server.HTTPServer(('', port), handler)
                threading.Thread(target=server.serve_forever).start()
            """;

    private static final String WORLD =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: erp-system-v1, labels: {app: erp-system, version: v1}}
            spec:
              selector: {matchLabels: {app: erp-system, version: v1}}
              template:
                metadata: {labels: {app: erp-system, version: v1}}
                spec:
                  terminationGracePeriodSeconds: 1
                  containers:
                    - name: erp-system
                      image: connections-it/erp:v1
                      ports: [{name: http, containerPort: 8080}, {name: metrics, containerPort: 8081}]
                      readinessProbe: {httpGet: {path: /, port: http}, periodSeconds: 1}
            ---
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: erp-system-gateway}
            spec:
              selector: {istio: ingressgateway}
              servers: [{port: {number: 8080, name: http, protocol: HTTP}, hosts: [connections.example.com]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: connections-it, namespace: istio-system}
            rules: [{apiGroups: [""], resources: [pods], verbs: [list]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: connections-it, namespace: istio-system}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: connections-it}
            subjects: [{kind: ServiceAccount, name: canary-agent, namespace: @namespace@}]
            """;

    private RealCluster real;
    private String namespace;

    @BeforeEach
    void begin() throws Exception {
        real = RealCluster.shared();
        real.image("connections-it/erp:.*", "python3", "-u", "-c", SERVER);
        namespace = real.namespace(ClusterConnectionsIT.class);
        for (String file :
                List.of(
                        "k8s/service.yaml",
                        "k8s/hpa-v1.yaml",
                        "k8s/pdb-v1.yaml",
                        "k8s/base/agent-serviceaccount.yaml",
                        "k8s/base/agent-role.yaml",
                        "k8s/base/agent-rolebinding.yaml",
                        "istio/destination-rule.yaml",
                        "istio/virtual-service-0.yaml")) {
            apply(
                    Files.readString(RealCluster.HOME.resolve(file))
                            .replace("erp-system.example.com", "connections.example.com"));
        }
        apply(WORLD.replace("@namespace@", namespace));
    }

    @AfterEach
    void end() {
        if (real == null) {
            return; // it was skipped
        }
        for (String kind : List.of("RoleBinding", "Role")) {
            real.client()
                    .genericKubernetesResources("rbac.authorization.k8s.io/v1", kind)
                    .inNamespace("istio-system")
                    .withName("connections-it")
                    .delete();
        }
        real.remove(namespace);
    }

    private void apply(String yaml) {
        for (HasMetadata each :
                real.client()
                        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                        .items()) {
            String own = each.getMetadata().getNamespace();
            real.client()
                    .resource(each)
                    .inNamespace(own == null ? namespace : own)
                    .serverSideApply();
        }
    }

    private Plan plan() {
        return PlanFile.parse(
                """
                release: spring
                stable: {version: v1}
                canary: {version: v2, image: "connections-it/erp:v2"}
                cluster:
                  entrance: http://connections.example.com
                  gateway: {port: 15000}
                  probe: {username: probe, password: secret}
                """,
                _ -> null);
    }

    @Test
    void the_agents_role_is_enough_for_all_that_a_release_asks() {
        Plan plan = plan();
        KubernetesApi api =
                new KubernetesApi(real.as(namespace, "canary-agent"), namespace, "erp-system");
        try (ClusterConnections cluster = ClusterConnections.of(plan, api)) {
            Connections all = cluster.connections();
            all.mesh().shift(plan.split(0));
            all.cluster().scale("v2", 1);
            RealCluster.until("both run", () -> isUp(all, "v1") && isUp(all, "v2"));
            assertThat(all.cluster().problem("v2")).isEmpty();
            assertThat(all.cluster().lastLines("v2").values()).allMatch(it -> it.startsWith("up"));
            all.announcer()
                    .announce(
                            Entry.opening(Instant.now())
                                    .goingOn(
                                            Instant.now(),
                                            new Preparation.Deploying(Instant.now()),
                                            "well"));
            all.mesh().shift(plan.split(50));
            assertThat(all.mesh().split()).isEqualTo(plan.split(50));
            RealCluster.until("the gateway counts both", () -> countsBoth(all));
            all.mesh().shift(plan.promoted());
            all.cluster().retire("v1");
            assertThat(all.cluster().desired("v1")).isEmpty();
        }
        assertThat(real.client().events().v1().events().inNamespace(namespace).list().getItems())
                .anyMatch(it -> "canary-agent".equals(it.getReportingController()));
        assertThat(
                        real.client()
                                .apps()
                                .deployments()
                                .inNamespace(namespace)
                                .withName("erp-system-v2")
                                .get()
                                .getStatus()
                                .getConditions())
                .anyMatch(it -> it.getType().equals("CanaryRelease"));
    }

    private static boolean isUp(Connections all, String version) {
        List<Pod> pods = all.cluster().pods(version);
        return !pods.isEmpty() && pods.stream().allMatch(Pod::ready);
    }

    private boolean countsBoth(Connections all) {
        for (int i = 0; i < 10; i++) {
            ask();
        }
        MetricSource.Look look = all.metrics().look(List.of(), Instant.now());
        assertThat(look.mesh().problem()).isNull();
        Counters counters = new Counters();
        look.mesh().pages().forEach(counters::add);
        Map<String, Long> requests =
                counters.series().stream()
                        .collect(Collectors.toMap(Series::version, Series::requests));
        return requests.getOrDefault("v1", 0L) > 0 && requests.getOrDefault("v2", 0L) > 0;
    }

    /** A request by hand: the JDK's client writes no Host of one's own. */
    private void ask() {
        URI gateway = URI.create("http://" + real.gateway());
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.getOutputStream()
                    .write(
                            "GET / HTTP/1.1\r\nHost: connections.example.com\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
