package canary.demo;

import canary.cluster.LocalCluster;
import canary.cluster.Pod;
import canary.demo.fault.Fault;
import canary.demo.fault.FaultTarget;
import canary.demo.fault.PodProxies;
import canary.demo.fault.Route;
import canary.mesh.LocalMesh;
import canary.mesh.Split;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The fault of a release on the cluster, as a second container of each pod. It is told by its
 * environment what to do, and by the demo's control endpoint what traffic there is.
 */
final class Sidecar {

    static final String RELEASE = "DEMO_RELEASE";
    static final String PACE = "DEMO_PACE";
    static final String ROUTE = "DEMO_ROUTE";
    static final String CONTROL = "DEMO_CONTROL";
    static final String VERSION = "DEMO_VERSION";

    static final int SERVER = 8079;
    static final int SERVER_MANAGEMENT = 8078;

    private static final int API = 8080;
    private static final int MANAGEMENT = 8081;

    private Sidecar() {}

    /** Runs until SIGTERM. */
    public static void main(String[] arguments) throws InterruptedException {
        DemoRelease release = DemoRelease.named(setting(RELEASE)).orElseThrow();
        Pace pace = Pace.named(setting(PACE)).orElseThrow();
        String route = System.getenv(ROUTE);
        Fault fault =
                release.newFault(
                        route == null || route.isEmpty() ? Optional.empty() : Route.parse(route),
                        pace);
        URI control = URI.create(setting(CONTROL));
        Split first = new Split(World.STABLE, World.CANARY, 0, Split.Routing.COHORT);
        SeenSplit split = new SeenSplit(new LocalMesh(control)::split, first);
        LocalCluster cluster = new LocalCluster(control);
        FaultTarget target =
                new FaultTarget(
                        version -> ready(cluster, version),
                        _ -> List.of(),
                        split,
                        World.STABLE,
                        World.CANARY);
        PodProxies proxies =
                new PodProxies(
                        fault,
                        target,
                        setting(VERSION),
                        API,
                        SERVER,
                        MANAGEMENT,
                        SERVER_MANAGEMENT);
        CountDownLatch end = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    proxies.close();
                                    split.close();
                                    end.countDown();
                                }));
        end.await();
    }

    private static List<URI> ready(LocalCluster cluster, String version) {
        return cluster.pods(version).stream().filter(Pod::ready).map(Pod::api).toList();
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }
}
