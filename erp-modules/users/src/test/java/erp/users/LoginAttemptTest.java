package erp.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

class LoginAttemptTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @Test
    void blocks_from_the_limit_on_and_twice_as_long_each_time_up_to_a_quarter_of_an_hour() {
        LoginAttempt attempt = new LoginAttempt(new UUID(0, 1), NOW);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            attempt.fail(NOW, 5);
            pauses.add(Duration.between(NOW, attempt.getBlockedUntil()).toSeconds());
        }
        assertThat(pauses)
                .startsWith(0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L)
                .endsWith(512L, 900L, 900L, 900L, 900L, 900L, 900L);
    }

    @Test
    void forgets_after_a_quiet_day() {
        LoginAttempt attempt = new LoginAttempt(new UUID(0, 1), NOW);
        for (int i = 0; i < 5; i++) {
            attempt.fail(NOW, 5);
        }
        Instant later = NOW.plus(Duration.ofHours(25));
        attempt.fail(later, 5);

        assertThat(attempt.getFailures()).isEqualTo(1);
        assertThat(attempt.getBlockedUntil()).isBefore(later);
    }
}
