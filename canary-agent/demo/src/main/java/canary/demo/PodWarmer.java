package canary.demo;

import canary.load.WarmUp;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the readiness gate of the ERP's pods: a new copy is ready once it is warm. What runs before
 * there is anything to warm it with is ready at once.
 */
final class PodWarmer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PodWarmer.class);
    private static final long MILLIS_BETWEEN = 300;
    private static final PatchContext MERGE = PatchContext.of(PatchType.STRATEGIC_MERGE);

    private final KubernetesClient client;
    private final String namespace;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Set<String> begun = new HashSet<>();
    private volatile @Nullable WarmUp warmUp;

    PodWarmer(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        threads.execute(this::look);
    }

    /** From now on new copies are warmed. */
    void warmWith(WarmUp work) {
        warmUp = work;
    }

    private void look() {
        try {
            while (!over.await(MILLIS_BETWEEN, TimeUnit.MILLISECONDS)) {
                try {
                    client.pods()
                            .inNamespace(namespace)
                            .withLabel("app", "erp-system")
                            .list()
                            .getItems()
                            .forEach(this::begin);
                } catch (KubernetesClientException e) {
                    LOG.warn("pods are not told: {}", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(Pod pod) {
        boolean isDue = isTrue(pod, "ContainersReady") && !isTrue(pod, ClusterObjects.WARM);
        if (isDue && begun.add(pod.getMetadata().getUid())) {
            threads.execute(() -> warm(pod));
        }
    }

    private static boolean isTrue(Pod pod, String type) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .filter(it -> type.equals(it.getType()))
                        .map(PodCondition::getStatus)
                        .anyMatch("True"::equals);
    }

    private void warm(Pod pod) {
        String name = pod.getMetadata().getName();
        WarmUp work = warmUp;
        if (work != null) {
            URI api = URI.create("http://" + pod.getStatus().getPodIP() + ":8080");
            WarmCluster.warm(name, api, work);
        }
        tell(name);
    }

    private void tell(String name) {
        try {
            client.pods()
                    .inNamespace(namespace)
                    .withName(name)
                    .subresource("status")
                    .patch(
                            MERGE,
                            """
                            {"status":{"conditions":[{"type":"%s","status":"True"}]}}
                            """
                                    .formatted(ClusterObjects.WARM));
        } catch (KubernetesClientException e) {
            LOG.warn("pod={} is warm, but cannot be told so: {}", name, e.getMessage());
        }
    }

    @Override
    public void close() {
        over.countDown();
        threads.shutdownNow();
    }
}
