package canary.agent.background;

import canary.cluster.Pod;
import canary.gates.input.Integration;
import canary.gates.input.IntegrationState;
import canary.smoke.IntegrationProbe;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Has each integration checked on a pod of each version, again and again. */
final class Integrations implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final List<One> all;

    Integrations(List<Integration> limits, IntegrationProbe probe) {
        all = limits.stream().map(limit -> new One(limit, probe)).toList();
    }

    /** What was wrong on each version; empty when nothing. */
    private record Found(String canary, String stable) {}

    private static final class One {
        private final Integration limit;
        private final IntegrationProbe probe;
        private final BackgroundTask<Found> task;
        private @Nullable Instant startedAt;
        private IntegrationState state;

        One(Integration limit, IntegrationProbe probe) {
            this.limit = limit;
            this.probe = probe;
            this.task = new BackgroundTask<>(TIMEOUT);
            this.state = IntegrationState.none(limit);
        }

        void tick(Instant now, URI canary, URI stable) {
            task.take().ifPresent(this::took);
            Instant last = startedAt;
            boolean isDue = last == null || !now.isBefore(last.plus(limit.every()));
            if (isDue && !task.isUnderWay()) {
                startedAt = now;
                task.start(
                        now,
                        () ->
                                new Found(
                                        probe.problem(canary, limit),
                                        probe.problem(stable, limit)));
            }
        }

        /** A run of which nothing came says nothing of either version. */
        private void took(BackgroundTask.Done<Found> done) {
            Found found = done.value();
            if (found == null) {
                return;
            }
            String detail = found.canary().isEmpty() ? found.stable() : found.canary();
            state =
                    new IntegrationState(
                            limit,
                            found.canary().isEmpty() ? 0 : state.canaryFailures() + 1,
                            found.stable().isEmpty() ? 0 : state.stableFailures() + 1,
                            done.startedAt(),
                            detail.isEmpty() ? "works on both" : detail);
        }
    }

    /** Checks those that are due, where there is a pod of each version. */
    void tick(Instant now, List<Pod> canary, List<Pod> stable) {
        Optional<URI> ofCanary = api(canary);
        Optional<URI> ofStable = api(stable);
        if (ofCanary.isPresent() && ofStable.isPresent()) {
            all.forEach(one -> one.tick(now, ofCanary.get(), ofStable.get()));
        }
    }

    private static Optional<URI> api(List<Pod> pods) {
        return pods.stream().filter(Pod::ready).findFirst().map(Pod::api);
    }

    List<IntegrationState> states() {
        return all.stream().map(one -> one.state).toList();
    }

    void settle() {
        all.forEach(one -> one.task.settle());
    }

    @Override
    public void close() {
        all.forEach(one -> one.task.close());
    }
}
