package canary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import canary.cluster.Cluster;
import canary.cluster.Pod;
import canary.load.Company;
import canary.load.CompanyLoader;
import canary.load.WarmUp;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

class WarmClusterTest {

    private static final long LIMIT = 60_000_000_000L;

    /** Of a round: order to cash, and what errands add. */
    private static final int POSTS = 5 + 3 + 3 * 2;

    private final StandInErp erp = StandInErp.start("v2", 0, 0);
    private final Map<String, Integer> scaled = new HashMap<>();
    private boolean isReady = true;
    private final WarmCluster cluster = new WarmCluster(new OnePod(), "v2", warmUp());

    @AfterEach
    void stop() {
        cluster.close();
        erp.close();
    }

    @Test
    void a_new_copy_is_ready_once_every_step_was_done_many_times() {
        assertThat(pod("v2").ready()).isFalse();
        int before = erp.dryRuns();
        awaitReady();
        assertThat(erp.dryRuns() - before).isPositive();
        assertThat(erp.dryRuns()).isEqualTo(POSTS * WarmCluster.ROUNDS);
        assertThat(pod("v2")).isEqualTo(new OnePod().pods("v2").getFirst());
    }

    @Test
    void it_is_warmed_once() {
        pod("v2");
        awaitReady();
        isReady = false;
        assertThat(pod("v2").ready()).isFalse();
        isReady = true;
        assertThat(pod("v2").ready()).isTrue();
        assertThat(erp.dryRuns()).isEqualTo(POSTS * WarmCluster.ROUNDS);
    }

    @Test
    void other_versions_are_left_alone() {
        assertThat(pod("v1").ready()).isTrue();
        assertThat(erp.dryRuns()).isZero();
        cluster.scale("v1", 2);
        assertThat(scaled).isEqualTo(Map.of("v1", 2));
        assertThat(cluster.desired("v1")).hasValue(1);
    }

    @Test
    void a_copy_that_refuses_the_warm_up_is_ready_all_the_same() {
        erp.close();
        pod("v2");
        awaitReady();
        assertThat(erp.dryRuns()).isZero();
    }

    /** Such as an order whose item was deactivated meanwhile: the copy is warm but for this. */
    @Test
    void a_step_that_is_refused_does_not_keep_the_others_from_being_done() {
        erp.refuse("/confirm");
        pod("v2");
        awaitReady();
        assertThat(erp.dryRuns()).isEqualTo((POSTS - 1) * WarmCluster.ROUNDS + 1);
    }

    @Test
    void a_slow_copy_is_warmed_for_so_long_and_no_longer() throws IOException {
        WarmUp work = warmUp();
        int before = erp.dryRuns();
        work.run(erp.api(), Integer.MAX_VALUE, Duration.ofNanos(1));
        assertThat(erp.dryRuns() - before).isLessThanOrEqualTo(POSTS);
    }

    private WarmUp warmUp() {
        try (CompanyLoader loader =
                new CompanyLoader(erp.api(), new Company.User("admin", "secret"))) {
            return loader.warmUp(loader.load(new CompanyLoader.Size(1, 1, 1)));
        }
    }

    private Pod pod(String version) {
        return cluster.pods(version).getFirst();
    }

    private void awaitReady() {
        long end = System.nanoTime() + LIMIT;
        while (!pod("v2").ready()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private final class OnePod implements Cluster {

        @Override
        public List<Pod> pods(String version) {
            return List.of(
                    new Pod(
                            version + "-0",
                            version,
                            isReady,
                            1,
                            erp.api(),
                            erp.management(),
                            Instant.EPOCH,
                            "exit 1"));
        }

        @Override
        public OptionalInt desired(String version) {
            return OptionalInt.of(1);
        }

        @Override
        public void scale(String version, int replicas) {
            scaled.put(version, replicas);
        }
    }
}
