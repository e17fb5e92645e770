package erp.users;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Failures of one subject, which is a digest: of a user name, an address, both together, or a
 * device.
 */
@Entity
@Table(name = "users_login_attempt")
class LoginAttempt {
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    @Id private UUID subject;
    private int failures;
    private Instant lastAt;
    private Instant blockedUntil;
    private @Nullable Instant succeededAt;

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
        count(now);
        if (failures >= limit) {
            Duration pause = Duration.ofSeconds(1L << Math.min(failures - limit, 10));
            blockedUntil = now.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
        }
    }

    /** Counts one more, and blocks nothing. */
    void count(Instant now) {
        failures = countedAt(now) + 1;
        lastAt = now;
    }

    /** Failures that count then: none after a quiet day. */
    int countedAt(Instant now) {
        return lastAt.plus(FORGOTTEN_AFTER).isBefore(now) ? 0 : failures;
    }

    /** How long the next turn is away. */
    Duration untilTurn(Instant now) {
        return blockedUntil.isAfter(now) ? Duration.between(now, blockedUntil) : Duration.ZERO;
    }

    /** Takes the next turn; the one after it comes so much later. */
    void takeTurn(Instant now, Duration gap) {
        blockedUntil = now.plus(untilTurn(now)).plus(gap);
    }

    boolean succeededAfter(Instant moment) {
        return succeededAt != null && succeededAt.isAfter(moment);
    }

    UUID getSubject() {
        return subject;
    }

    Instant getBlockedUntil() {
        return blockedUntil;
    }

    int getFailures() {
        return failures;
    }
}
