package canary.agent.background;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

class BackgroundTaskTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final BackgroundTask<Integer> task = new BackgroundTask<>(Duration.ofMinutes(5));

    @Test
    void nobody_waits_for_it_and_its_result_is_told_once() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        task.start(
                NOW,
                () -> {
                    gate.await();
                    return 7;
                });
        assertThat(task.take()).isEmpty();
        gate.countDown();
        task.settle();
        assertThat(task.take()).contains(new BackgroundTask.Done<>(NOW, 7, ""));
        assertThat(task.take()).isEmpty();
    }

    @Test
    void at_most_one_run_is_under_way() {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            task.start(
                    NOW,
                    () -> {
                        gate.await();
                        return runs.incrementAndGet();
                    });
        }
        gate.countDown();
        task.settle();
        assertThat(task.take().orElseThrow().value()).isEqualTo(1);
        assertThat(task.isUnderWay()).isFalse();
        assertThat(runs).hasValue(1);
    }

    @Test
    void a_run_that_takes_too_long_is_interrupted_and_said() {
        BackgroundTask<Integer> hasty = new BackgroundTask<>(Duration.ZERO);
        hasty.start(
                NOW,
                () -> {
                    new CountDownLatch(1).await();
                    return 1;
                });
        Optional<BackgroundTask.Done<Integer>> taken = hasty.take();
        while (taken.isEmpty()) {
            Thread.onSpinWait();
            taken = hasty.take();
        }
        assertThat(taken)
                .contains(new BackgroundTask.Done<>(NOW, null, "did not finish within 0 s"));
        assertThat(hasty.isUnderWay()).isFalse();
    }

    @Test
    void closing_ends_what_is_under_way() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        task.start(
                NOW,
                () -> {
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        interrupted.countDown();
                    }
                    return 1;
                });
        task.close();
        interrupted.await();
    }

    @Test
    void a_run_that_fails_says_why() {
        task.start(
                NOW,
                () -> {
                    throw new UncheckedIOException(new ConnectException("refused"));
                });
        task.settle();
        assertThat(task.take()).contains(new BackgroundTask.Done<>(NOW, null, "refused"));
    }
}
