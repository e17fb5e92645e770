package erp.core.ops;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.TestClock;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.UUID;

class UserMinutesTest {
    private final TestClock clock = new TestClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Counter good = registry.counter("good");
    private final Counter bad = registry.counter("bad");
    private int overflowed;
    private final UserMinutes minutes = new UserMinutes(clock, good, bad, () -> overflowed++);

    @Test
    void a_user_counts_once_a_minute_however_often_it_calls() {
        UUID user = UUID.randomUUID();
        minutes.seen(user, false);
        minutes.seen(user, false);
        clock.advance(Duration.ofMinutes(1));
        minutes.seen(user, false);
        clock.advance(Duration.ofMinutes(1));
        minutes.roll();
        assertThat(good.count()).isEqualTo(2);
        assertThat(bad.count()).isZero();
    }

    @Test
    void one_failure_spoils_the_minute_of_that_user_only() {
        UUID user = UUID.randomUUID();
        minutes.seen(user, false);
        minutes.seen(user, true);
        minutes.seen(user, false);
        minutes.seen(UUID.randomUUID(), false);
        clock.advance(Duration.ofMinutes(1));
        minutes.roll();
        assertThat(good.count()).isEqualTo(1);
        assertThat(bad.count()).isEqualTo(1);
    }

    @Test
    void a_minute_that_is_not_over_is_not_counted() {
        minutes.seen(UUID.randomUUID(), true);
        clock.advance(Duration.ofSeconds(59));
        minutes.roll();
        assertThat(bad.count()).isZero();
    }

    @Test
    void memory_is_bounded_and_known_users_still_count() {
        UUID first = UUID.randomUUID();
        minutes.seen(first, false);
        for (int i = 0; i < UserMinutes.LIMIT + 10; i++) {
            minutes.seen(new UUID(1, i), false);
        }
        minutes.seen(first, true);
        clock.advance(Duration.ofMinutes(1));
        minutes.roll();
        assertThat(good.count() + bad.count()).isEqualTo(UserMinutes.LIMIT);
        assertThat(bad.count()).isEqualTo(1);
        assertThat(overflowed).isEqualTo(11);
    }
}
