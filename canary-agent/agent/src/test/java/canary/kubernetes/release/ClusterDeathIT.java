package canary.kubernetes.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.agent.io.EntranceTakenException;
import canary.agent.io.KeptRelease;
import canary.journal.Entry;
import canary.kubernetes.RealCluster;
import canary.kubernetes.api.KubernetesApi;
import canary.kubernetes.store.ShortLeases;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.rollout.Outcome;
import canary.rollout.Phase;
import canary.rollout.Rollback;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Agents that die, that meet each other, and that lose the release, on a real control plane. */
@ExtendWith(OneErp.class)
class ClusterDeathIT {

    private static final int PER_SECOND = 100;
    private static final int MOST_LIVES = 60;
    private static final int LAST_STEP = 2;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir Path directory;
    private final ClusterErp erp;
    private final Set<String> killedAt = new HashSet<>();
    private String said = "";

    ClusterDeathIT(ClusterErp erp) {
        this.erp = erp;
    }

    @Test
    void an_agent_that_is_killed_at_each_decision_promotes_a_good_version() {
        ClusterPlan plan = ClusterPlan.quick(erp, "killed-good", "erp-system:v2");
        try (ErpUsers users = new ErpUsers(erp.entrance(), PER_SECOND)) {
            int code = lives(plan, _ -> true);
            assertThat(code).as(said).isZero();
            assertThat(users.failures()).isEmpty();
        }
        assertThat(killedAt).hasSizeGreaterThanOrEqualTo(11);
        assertThat(erp.routes()).isEqualTo(erp.rendered(plan.plan().promoted()));
        assertThat(erp.deployment("v1")).isNull();
    }

    @Test
    void an_agent_that_is_killed_at_each_step_back_rolls_a_bad_version_back() {
        ClusterPlan plan = ClusterPlan.quick(erp, "killed-bad", "erp-system:v2-errors");
        try (ErpUsers _ = new ErpUsers(erp.entrance(), PER_SECOND)) {
            int code = lives(plan, Rollback.class::isInstance);
            assertThat(code).as(said).isEqualTo(3);
        }
        assertThat(killedAt).hasSizeGreaterThanOrEqualTo(3);
        assertThat(erp.routes()).isEqualTo(erp.rendered(plan.plan().split(0)));
        assertThat(Objects.requireNonNull(erp.deployment("v2")).getSpec().getReplicas()).isZero();
    }

    /** Agents one after the other, each killed at a decision that none has been killed at. */
    private int lives(ClusterPlan plan, Predicate<Phase> isDeadly) {
        Path file = ClusterErp.write(directory.resolve("plan.yaml"), plan.text());
        Path kubeconfig = erp.agentKubeconfig(directory);
        try (KubernetesApi api = erp.agentApi()) {
            KeptRelease kept =
                    ShortLeases.of(api, directory.resolve("look"), Duration.ZERO)
                            .prepare(plan.plan(), plan.text());
            Path data = directory.resolve("disk");
            for (int life = 0; life < MOST_LIVES; life++) {
                // Every second one finds an empty disk. At 100 % nobody is left to compare with:
                // there a lost record
                // holds the release.
                if (life % 2 == 1 && !isAlone(kept.peek())) {
                    data = directory.resolve("disk-" + life);
                }
                try (ClusterAgentProcess agent =
                        ClusterAgentProcess.start(
                                kubeconfig,
                                data,
                                MortalClusterAgent.class,
                                file.toString(),
                                data.toString())) {
                    RealCluster.until(
                            "the agent ends or may be killed",
                            () -> !agent.isAlive() || isNew(kept.peek(), isDeadly));
                    if (!agent.isAlive()) {
                        said = agent.said();
                        return agent.await();
                    }
                    agent.kill();
                }
            }
        }
        throw new AssertionError("still not at an end; killed at " + killedAt);
    }

    private boolean isNew(List<Entry> entries, Predicate<Phase> isDeadly) {
        if (entries.isEmpty()) {
            return false;
        }
        Entry last = entries.getLast();
        boolean isDeadlyHere = !(last.phase() instanceof Ended) && isDeadly.test(last.phase());
        return isDeadlyHere
                && killedAt.add(
                        "%s %s %s".formatted(last.phase().word(), step(last.phase()), last.acts()));
    }

    private static boolean isAlone(List<Entry> entries) {
        return !entries.isEmpty()
                && entries.getLast().phase() instanceof Live live
                && live.step() >= LAST_STEP;
    }

    private static String step(Phase phase) {
        return phase instanceof Live live ? live.step() + "" : "";
    }

    @Test
    void a_second_agent_is_refused_whatever_its_release_is_called() {
        try (ErpUsers _ = new ErpUsers(erp.entrance(), PER_SECOND);
                ReleaseOnCluster first = release("first", "erp-system:v2-errors", "one")) {
            first.until(Live.Watching.class);
            for (String name : List.of("first", "second")) {
                try (ReleaseOnCluster other = release(name, "erp-system:v2-errors", "two")) {
                    assertThatThrownBy(other::await)
                            .hasRootCauseInstanceOf(EntranceTakenException.class)
                            .rootCause()
                            .hasMessageContaining("release first is under way");
                }
            }
            assertThat(first.await()).as(first.said()).isEqualTo(3);
            assertThat(erp.routes()).isEqualTo(erp.rendered(first.back()));
        }
    }

    @Test
    void an_agent_that_loses_the_lease_stops_and_the_next_one_goes_on() {
        try (ErpUsers users = new ErpUsers(erp.entrance(), PER_SECOND)) {
            try (ReleaseOnCluster first = release("taken", "erp-system:v2", "one")) {
                first.until(Live.Shifting.class);
                takeLease();
                assertThat(first.await()).as(first.said()).isEqualTo(1);
            }
            int weight = weightOf(erp.routes());
            try (ReleaseOnCluster second = release("taken", "erp-system:v2", "two")) {
                assertThat(weight).isIn(0, 20);
                assertThat(second.await()).as(second.said()).isZero();
                assertThat(erp.routes()).isEqualTo(erp.rendered(second.promoted()));
            }
            assertThat(users.failures()).isEmpty();
        }
    }

    @Test
    void agents_whose_clocks_are_a_minute_off_carry_a_release_on() {
        ClusterPlan plan = ClusterPlan.quick(erp, "clocks", "erp-system:v2");
        try (ErpUsers users = new ErpUsers(erp.entrance(), PER_SECOND)) {
            try (OffClockAgent ahead =
                    new OffClockAgent(erp, plan, directory.resolve("one"), MINUTE)) {
                ahead.until(Live.Watching.class);
                ahead.stop();
                assertThat(ahead.await()).as(ahead.said()).isEmpty();
            }
            try (OffClockAgent behind =
                    new OffClockAgent(erp, plan, directory.resolve("two"), MINUTE.negated())) {
                assertThat(behind.await()).as(behind.said()).contains(Outcome.PROMOTED);
                assertThat(behind.journal()).isSortedAccordingTo(Comparator.comparing(Entry::at));
                assertThat(erp.routes()).isEqualTo(erp.rendered(plan.plan().promoted()));
            }
            assertThat(users.failures()).isEmpty();
        }
    }

    /** Somebody else's name is in it; nobody renews it. */
    private void takeLease() {
        erp.client()
                .leases()
                .inNamespace(erp.namespace())
                .withName("erp-release-erp-system")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": {\"holderIdentity\": \"somebody/1/else\"}}");
    }

    /** The weight that the routes are the rendering of. */
    private int weightOf(Object routes) {
        canary.plan.Plan plan = ClusterPlan.quick(erp, "any", "erp-system:v2").plan();
        for (int weight = 0; weight <= 100; weight++) {
            if (erp.rendered(plan.split(weight)).equals(routes)) {
                return weight;
            }
        }
        throw new AssertionError("no rendering of any weight: " + routes);
    }

    private ReleaseOnCluster release(String name, String image, String disk) {
        return new ReleaseOnCluster(
                erp, ClusterPlan.quick(erp, name, image), directory.resolve(disk));
    }
}
