package erp.users.passwords;

import java.time.Duration;

/**
 * How people sign in.
 *
 * @param cost of a password hash
 * @param hashesAtOnce how many are computed at a time: each takes a core and {@code cost}'s memory
 * @param hashesWaiting how many sign-ins may wait for their turn, others are told to come again
 * @param refreshLifetime how long a session lasts without being refreshed
 * @param sessionLimit how long it lasts at most, however often it is refreshed
 */
public record UsersSettings(
        Argon2Cost cost,
        int hashesAtOnce,
        int hashesWaiting,
        Duration refreshLifetime,
        Duration sessionLimit) {

    public UsersSettings {
        if (hashesAtOnce < 1 || hashesWaiting < 0) {
            throw new IllegalArgumentException("at least one password must be hashed at a time");
        }
        if (!refreshLifetime.isPositive() || refreshLifetime.compareTo(sessionLimit) > 0) {
            throw new IllegalArgumentException(
                    "a refresh token's lifetime must be positive and within the session's limit");
        }
    }

    /**
     * Half of the machine's cores may hash passwords; sessions last a fortnight, at most 60 days.
     */
    public static UsersSettings defaults(Argon2Cost cost) {
        return new UsersSettings(
                cost,
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                200,
                Duration.ofDays(14),
                Duration.ofDays(60));
    }
}
