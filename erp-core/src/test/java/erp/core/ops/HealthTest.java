package erp.core.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

class HealthTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();

    private Health of(Health.Check... checks) {
        return new Health(List.of(checks), task -> Thread.ofVirtual().start(task), nanos::get);
    }

    private Health.Check counting(String answer) {
        return new Health.Check(
                "it",
                () -> {
                    asked.incrementAndGet();
                    return answer;
                });
    }

    @Test
    void is_ready_when_every_check_is_well() {
        Health.State state = of(counting("")).state();
        assertThat(state.ready()).isTrue();
        assertThat(state.checks()).containsEntry("it", "ok");
    }

    @Test
    void one_trouble_is_enough_and_is_named() {
        Health.State state = of(counting(""), new Health.Check("db", () -> "away")).state();
        assertThat(state.ready()).isFalse();
        assertThat(state.checks()).containsEntry("db", "away").containsEntry("it", "ok");
    }

    @Test
    void a_check_that_fails_is_a_trouble() {
        Health.Check broken =
                new Health.Check(
                        "db",
                        () -> {
                            throw new IllegalStateException("no driver");
                        });
        Health.State state = of(broken).state();
        assertThat(state.ready()).isFalse();
        assertThat(state.checks().get("db")).isEqualTo("the check failed");
    }

    @Test
    void a_check_that_does_not_answer_is_a_trouble() {
        CountDownLatch never = new CountDownLatch(1);
        Health.Check hanging =
                new Health.Check(
                        "db",
                        () -> {
                            try {
                                return never.await(1, TimeUnit.HOURS) ? "" : "late";
                            } catch (InterruptedException e) {
                                return "interrupted";
                            }
                        });
        assertThat(of(hanging).state().checks().get("db")).contains("no answer within 1000 ms");
    }

    @Test
    void many_probes_within_a_second_ask_once() {
        Health health = of(counting(""));
        health.state();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
        health.state();
        assertThat(asked).hasValue(1);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        health.state();
        assertThat(asked).hasValue(2);
    }

    @Test
    void one_that_stops_is_not_ready_at_once() {
        Health health = of(counting(""));
        health.state();
        health.stopping();
        assertThat(health.state().ready()).isFalse();
    }
}
