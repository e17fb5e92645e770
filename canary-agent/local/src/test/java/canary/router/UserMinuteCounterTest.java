package canary.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class UserMinuteCounterTest {

    private final StepClock clock = new StepClock();
    private final UserMinuteCounter minutes = new UserMinuteCounter(clock);

    @Test
    void a_user_counts_once_a_minute_however_often_it_is_answered() {
        minutes.answered("a", 200);
        minutes.answered("a", 404);
        nextMinute();
        minutes.answered("a", 201);
        nextMinute();
        assertThat(minutes.good()).isEqualTo(2);
        assertThat(minutes.bad()).isZero();
    }

    @Test
    void one_failure_spoils_the_minute_of_that_user_only() {
        minutes.answered("a", 200);
        minutes.answered("a", 503);
        minutes.answered("a", 500);
        minutes.answered("a", 200);
        minutes.answered("b", 200);
        nextMinute();
        assertThat(minutes.good()).isEqualTo(1);
        assertThat(minutes.bad()).isEqualTo(1);
    }

    @Test
    void a_failure_does_not_spoil_the_next_minute() {
        minutes.answered("a", 500);
        nextMinute();
        minutes.answered("a", 200);
        nextMinute();
        assertThat(minutes.good()).isEqualTo(1);
        assertThat(minutes.bad()).isEqualTo(1);
    }

    @Test
    void a_minute_that_is_not_over_is_not_counted() {
        minutes.answered("a", 200);
        minutes.answered("b", 500);
        clock.advance(Duration.ofSeconds(59));
        assertThat(minutes.good()).isZero();
        assertThat(minutes.bad()).isZero();
    }

    @Test
    void whom_the_server_does_not_recognise_or_who_left_is_not_counted() {
        minutes.answered("forged", 401);
        minutes.answered("impatient", 499);
        nextMinute();
        assertThat(minutes.good()).isZero();
    }

    @Test
    void memory_is_bounded_and_known_users_still_count() {
        for (int i = 0; i < UserMinuteCounter.MOST + 10; i++) {
            minutes.answered("user " + i, 200);
        }
        minutes.answered("user 0", 500);
        nextMinute();
        assertThat(minutes.good()).isEqualTo(UserMinuteCounter.MOST - 1);
        assertThat(minutes.bad()).isEqualTo(1);
    }

    private void nextMinute() {
        clock.advance(Duration.ofMinutes(1));
    }
}
