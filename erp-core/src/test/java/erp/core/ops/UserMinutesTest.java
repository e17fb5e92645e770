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
    private final Counter again = registry.counter("again");
    private int overflowed;
    private final UserMinutes minutes =
            new UserMinutes(clock, good, bad, again, () -> overflowed++);

    @Test
    void a_user_counts_once_a_minute_however_often_it_calls() {
        UUID user = UUID.randomUUID();
        minutes.seen(user, 200);
        minutes.seen(user, 200);
        clock.advance(Duration.ofMinutes(1));
        minutes.seen(user, 200);
        clock.advance(Duration.ofMinutes(1));
        minutes.roll();
        assertThat(good.count()).isEqualTo(2);
        assertThat(bad.count()).isZero();
    }

    @Test
    void one_failure_spoils_the_minute_of_that_user_only() {
        UUID user = UUID.randomUUID();
        minutes.seen(user, 200);
        minutes.seen(user, 500);
        minutes.seen(user, 200);
        minutes.seen(UUID.randomUUID(), 200);
        clock.advance(Duration.ofMinutes(1));
        minutes.roll();
        assertThat(good.count()).isEqualTo(1);
        assertThat(bad.count()).isEqualTo(1);
    }

    @Test
    void a_minute_in_which_nothing_succeeded_is_bad() {
        UUID user = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        minutes.seen(user, 422);
        minutes.seen(user, 404);
        minutes.seen(other, 422);
        minutes.seen(other, 304);
        clock.advance(Duration.ofMinutes(1));
        minutes.roll();
        assertThat(bad.count()).isEqualTo(1);
        assertThat(good.count()).isEqualTo(1);
    }

    @Test
    void who_fails_again_is_told_apart() {
        UUID stubborn = UUID.randomUUID();
        UUID once = UUID.randomUUID();
        for (int minute = 0; minute < 3; minute++) {
            minutes.seen(stubborn, minute == 1 ? 409 : 500);
            minutes.seen(once, minute == 1 ? 200 : 500);
            clock.advance(Duration.ofMinutes(5));
        }
        minutes.roll();
        assertThat(bad.count()).isEqualTo(5);
        assertThat(again.count()).isEqualTo(2);
        assertThat(good.count()).isEqualTo(1);
    }

    @Test
    void of_those_who_failed_last_only_so_many_are_remembered() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < UserMinutes.LIMIT; i++) {
                minutes.seen(new UUID(1, i), 500);
            }
            clock.advance(Duration.ofMinutes(1));
            minutes.seen(new UUID(2, round), 500);
            clock.advance(Duration.ofMinutes(1));
        }
        minutes.roll();
        assertThat(again.count()).isEqualTo(UserMinutes.LIMIT - 1);
    }

    @Test
    void a_minute_that_is_not_over_is_not_counted() {
        minutes.seen(UUID.randomUUID(), 500);
        clock.advance(Duration.ofSeconds(59));
        minutes.roll();
        assertThat(bad.count()).isZero();
    }

    @Test
    void memory_is_bounded_and_known_users_still_count() {
        UUID first = UUID.randomUUID();
        minutes.seen(first, 200);
        for (int i = 0; i < UserMinutes.LIMIT + 10; i++) {
            minutes.seen(new UUID(1, i), 200);
        }
        minutes.seen(first, 500);
        clock.advance(Duration.ofMinutes(1));
        minutes.roll();
        assertThat(good.count() + bad.count()).isEqualTo(UserMinutes.LIMIT);
        assertThat(bad.count()).isEqualTo(1);
        assertThat(overflowed).isEqualTo(11);
    }
}
