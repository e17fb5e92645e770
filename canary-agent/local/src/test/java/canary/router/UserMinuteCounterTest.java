package canary.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class UserMinuteCounterTest {

    private final StepClock clock = new StepClock();
    private final UserMinuteCounter minutes = new UserMinuteCounter(clock, new Users());

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
    void whom_no_server_recognises_or_who_left_is_not_counted() {
        minutes.answered("forged", 401);
        minutes.answered("impatient", 499);
        nextMinute();
        assertThat(minutes.good()).isZero();
        assertThat(minutes.bad()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 422, 429})
    void a_minute_in_which_nothing_succeeded_is_bad(int refused) {
        minutes.answered("a", 200);
        nextMinute();
        minutes.answered("a", refused);
        minutes.answered("a", refused);
        minutes.answered("b", 304);
        minutes.answered("b", refused);
        nextMinute();
        assertThat(minutes.good()).isEqualTo(2);
        assertThat(minutes.bad()).isEqualTo(1);
    }

    @Test
    void a_known_user_whom_the_new_version_does_not_recognise_any_more_has_a_bad_minute() {
        Users recognised = new Users();
        UserMinuteCounter stable = new UserMinuteCounter(clock, recognised);
        UserMinuteCounter canary = new UserMinuteCounter(clock, recognised);
        stable.answered("a", 200);
        nextMinute();
        canary.answered("a", 401);
        canary.answered("forged", 401);
        nextMinute();
        assertThat(canary.bad()).isEqualTo(1);
        assertThat(canary.good()).isZero();
    }

    @Test
    void who_fails_again_is_told_apart() {
        minutes.answered("stubborn", 500);
        minutes.answered("once", 500);
        nextMinute();
        minutes.answered("once", 200);
        assertThat(minutes.again()).isZero();
        nextMinute(); // the stubborn one rests: it is the last minute with an answer that counts
        minutes.answered("stubborn", 404);
        minutes.answered("once", 500);
        nextMinute();
        minutes.answered("stubborn", 500);
        nextMinute();
        assertThat(minutes.bad()).isEqualTo(5);
        assertThat(minutes.again()).isEqualTo(2);
        assertThat(minutes.good()).isEqualTo(1);
    }

    @Test
    void of_those_who_failed_last_only_so_many_are_remembered() {
        for (int i = 0; i < UserMinuteCounter.MOST; i++) {
            minutes.answered("user " + i, 500);
        }
        nextMinute();
        minutes.answered("one more", 500);
        nextMinute();
        for (int i = 0; i < UserMinuteCounter.MOST; i++) {
            minutes.answered("user " + i, 500);
        }
        nextMinute();
        assertThat(minutes.bad()).isEqualTo(2L * UserMinuteCounter.MOST + 1);
        assertThat(minutes.again()).isEqualTo(UserMinuteCounter.MOST - 1);
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
