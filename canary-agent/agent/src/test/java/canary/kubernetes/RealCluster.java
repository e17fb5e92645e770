package canary.kubernetes;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

import tools.jackson.databind.json.JsonMapper;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A real Kubernetes control plane with Istio's CRDs and istiod, two nodes whose pods are processes,
 * and an Envoy gateway, shared by all tests of this JVM and gone with it, even a killed one.
 *
 * <p>{@code ERP_TEST_CLUSTER} says which: a kubeconfig; {@code off}; {@code required}; unset: one
 * of our own by {@code ops/bin/real-kubernetes}, when its programs are built and this is root. A
 * test that finds none is skipped and says why, and with {@code required} or {@code
 * ERP_TEST_REQUIRE_CLUSTER=true} it fails.
 */
public final class RealCluster {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Root of the checkout. */
    public static final Path HOME = home();

    private static final String TOOL = HOME.resolve("ops/bin/real-kubernetes").toString();

    private static @Nullable RealCluster shared;
    private static @Nullable String missing;

    private final Path kubeconfig;
    private final Map<String, String> printed;
    private final boolean isOurs;
    private final Path images;
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final KubernetesClient client;

    private RealCluster(Path kubeconfig, Map<String, String> printed, boolean isOurs, Path images) {
        this.kubeconfig = kubeconfig;
        this.printed = printed;
        this.isOurs = isOurs;
        this.images = images;
        this.client = connect(kubeconfig);
    }

    /** The cluster; skips the test that asks when there is none. */
    public static synchronized RealCluster shared() {
        if (shared == null && missing == null) {
            open(System.getenv());
        }
        if (shared != null) {
            return shared;
        }
        if (isRequired(System.getenv())) {
            Assertions.fail("no cluster, and one is required: " + missing);
        }
        Assumptions.abort("no cluster: " + missing);
        throw new IllegalStateException("unreachable");
    }

    private static boolean isRequired(Map<String, String> environment) {
        return "true".equals(environment.get("ERP_TEST_REQUIRE_CLUSTER"))
                || "required".equals(environment.get("ERP_TEST_CLUSTER"));
    }

    private static void open(Map<String, String> environment) {
        String wanted = environment.getOrDefault("ERP_TEST_CLUSTER", "");
        switch (wanted) {
            case "off" -> missing = "ERP_TEST_CLUSTER=off";
            case "", "required" -> start();
            default -> given(Path.of(wanted), environment);
        }
    }

    private static void given(Path kubeconfig, Map<String, String> environment) {
        if (!Files.isReadable(kubeconfig)) {
            throw new IllegalStateException(
                    "ERP_TEST_CLUSTER must be off, required or a kubeconfig, was " + kubeconfig);
        }
        Path folder = kubeconfig.toAbsolutePath().getParent();
        boolean isOurs = Files.exists(folder.resolve("settings"));
        Map<String, String> printed = new LinkedHashMap<>();
        for (String name : List.of("NODE", "GATEWAY", "GATEWAY_TLS")) {
            String value = environment.get("ERP_TEST_CLUSTER_" + name);
            if (value != null) {
                printed.put(name, value);
            }
        }
        shared = new RealCluster(kubeconfig, printed, isOurs, folder.resolve("images.json"));
    }

    private static void start() {
        Path folder = Path.of("target/real-cluster").toAbsolutePath();
        Path images = folder.resolve("images.json");
        try {
            Outcome wiped = tool("wipe", folder.toString());
            if (wiped.code() != 0) {
                throw new IllegalStateException(wiped.errors());
            }
            Files.createDirectories(folder);
            Files.writeString(images, "{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Outcome able = tool("check", "--node", images.toString(), "--istio");
        if (able.code() != 0) {
            missing = able.errors().strip();
            return;
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> tool("wipe", folder.toString()), "wipe cluster"));
        Outcome started =
                tool(
                        List.of(
                                "start",
                                folder.toString(),
                                "--node",
                                images.toString(),
                                "--nodes",
                                "2",
                                "--istio",
                                "--while",
                                Long.toString(ProcessHandle.current().pid())));
        if (started.code() != 0) {
            throw new IllegalStateException("the cluster did not start:\n" + started.errors());
        }
        Map<String, String> printed =
                started.output()
                        .lines()
                        .map(line -> line.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        shared = new RealCluster(Path.of(printed.get("KUBECONFIG")), printed, true, images);
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    /** With all rights. */
    public KubernetesClient client() {
        return client;
    }

    /** Address and port of the Envoy that istiod configures. */
    public String gateway() {
        return printed("GATEWAY");
    }

    /** The same for TLS. */
    public String secureGateway() {
        return printed("GATEWAY_TLS");
    }

    /** The address at which pods of node-1 reach what it forwards. */
    public String nodeAddress() {
        return printed("NODE");
    }

    private String printed(String name) {
        String value = printed.get(name);
        Assumptions.assumeTrue(
                value != null, "ERP_TEST_CLUSTER_" + name + " is not given with this cluster");
        return value;
    }

    /** A new namespace, named after the test. */
    public String namespace(Class<?> test) {
        return namespace(test.getSimpleName().toLowerCase(Locale.ROOT));
    }

    /** A new namespace whose name begins so. */
    public String namespace(String prefix) {
        String name =
                prefix + "-" + Integer.toString(ThreadLocalRandom.current().nextInt(1 << 24), 36);
        client.namespaces()
                .resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .build())
                .create();
        // Pods need the account that the controller manager makes in each.
        until(
                "namespace " + name + " has its account",
                () -> client.serviceAccounts().inNamespace(name).withName("default").get() != null);
        return name;
    }

    /** Removes a namespace with all that is in it. */
    public void remove(String namespace) {
        client.namespaces().withName(namespace).delete();
    }

    /** With the rights of a ServiceAccount. */
    public KubernetesClient as(String namespace, String account) {
        String token =
                client.serviceAccounts()
                        .inNamespace(namespace)
                        .withName(account)
                        .tokenRequest(new TokenRequestBuilder().build())
                        .getStatus()
                        .getToken();
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setOauthToken(token);
        config.setAutoOAuthToken(null);
        config.setNamespace(namespace);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /**
     * Says what images that fit a regular expression contain.
     *
     * @param command a program of this machine
     */
    public synchronized void image(String pattern, String... command) {
        needsOurs("images");
        commands.put(pattern, List.of(command));
        try {
            Path next = images.resolveSibling(images.getFileName() + ".new");
            Files.writeString(next, JsonMapper.shared().writeValueAsString(commands));
            Files.move(next, images, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * It hangs: who asks waits.
     *
     * @param part etcd, apiserver, controller-manager, scheduler, istiod, node-1, node-2
     */
    public void pause(String part) {
        must("pause", folder(), part);
    }

    /** It is gone; a node's pods with it. */
    public void kill(String part) {
        must("kill", folder(), part);
    }

    /** It goes on, or is started anew. */
    public void resume(String part) {
        must("resume", folder(), part);
    }

    /**
     * A signal to the main process of a pod's first container.
     *
     * @param reason what its end is called then: Error, OOMKilled
     */
    public void signal(Pod pod, String signal, String reason) {
        must("signal", folder(), path(pod), signal, reason);
    }

    /** As a node does it that lacks memory. */
    public void evict(Pod pod) {
        must("evict", folder(), path(pod));
    }

    private static String path(Pod pod) {
        return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
    }

    private String folder() {
        needsOurs("faults");
        return kubeconfig.toAbsolutePath().getParent().toString();
    }

    private void needsOurs(String what) {
        Assumptions.assumeTrue(isOurs, what + " need a cluster of ops/bin/real-kubernetes");
    }

    /** Waits for something that the cluster brings about; fails after a minute. */
    public static void until(String what, BooleanSupplier isSo) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static KubernetesClient connect(Path kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }

    private static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ops/bin/real-kubernetes"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private record Outcome(int code, String output, String errors) {}

    private static void must(String... words) {
        Outcome outcome = tool(words);
        if (outcome.code() != 0) {
            throw new AssertionError(String.join(" ", words) + ": " + outcome.errors());
        }
    }

    private static Outcome tool(String... words) {
        return tool(List.of(words));
    }

    private static Outcome tool(List<String> words) {
        List<String> command = new ArrayList<>(List.of(TOOL));
        command.addAll(words);
        try {
            Path errors = Files.createTempFile("real-kubernetes", ".log");
            try {
                Process process =
                        new ProcessBuilder(command)
                                .redirectInput(new File("/dev/null"))
                                .redirectError(errors.toFile())
                                .start();
                String output = new String(process.getInputStream().readAllBytes());
                return new Outcome(process.waitFor(), output, Files.readString(errors));
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
