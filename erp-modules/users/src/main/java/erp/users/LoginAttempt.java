package erp.users;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Failures of one subject, which is a digest: of a user name, an address, or both together. */
@Entity
@Table(name = "users_login_attempt")
class LoginAttempt {
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    @Id private UUID subject;
    private int failures;
    private Instant lastAt;
    private Instant blockedUntil;

    protected LoginAttempt() {}

    LoginAttempt(UUID subject, Instant now) {
        this.subject = subject;
        this.lastAt = now;
        this.blockedUntil = now;
    }

    /**
     * Counts one more. From the limit on it blocks, 1 s at first and each time twice as long, up to
     * 15 minutes.
     */
    void fail(Instant now, int limit) {
        if (lastAt.plus(FORGOTTEN_AFTER).isBefore(now)) {
            failures = 0;
        }
        failures++;
        lastAt = now;
        if (failures >= limit) {
            Duration pause = Duration.ofSeconds(1L << Math.min(failures - limit, 10));
            blockedUntil = now.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
        }
    }

    Instant getBlockedUntil() {
        return blockedUntil;
    }

    int getFailures() {
        return failures;
    }
}
