package erp.users;

import erp.core.ErpException;
import erp.core.auth.Sha256;
import erp.core.tx.Tx;
import erp.users.common.UsersError;

import org.jspecify.annotations.Nullable;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Slows down guessing without locking out those whom it is not about.
 *
 * <ul>
 *   <li>One address at one name: blocked after few failures, each time twice as long.
 *   <li>Many addresses at one name: likewise after many, but not for addresses from which the user
 *       signed in before, so that a stranger cannot lock somebody out of the office.
 *   <li>One address at many names: never blocked, as behind it may be a whole company. Names that
 *       have not signed in from there before take turns, further apart the more failures there are.
 *   <li>A device that the user signed in with before counts for itself alone: nobody else's
 *       failures stand in its way, and it is no way round the limits for whoever steals it.
 * </ul>
 */
final class LoginGuard {
    static final int PAIR_LIMIT = 5;
    static final int SOURCE_LIMIT = 50;
    static final int NAME_LIMIT = 100;
    static final Duration PATIENCE = Duration.ofSeconds(5);
    static final Duration UNKNOWN_KEPT = Duration.ofDays(2);
    static final Duration KNOWN_KEPT = Duration.ofDays(60);

    private static final int SWEPT_AT_ONCE = 20;
    private static final long WIDEST_GAP_SECONDS = 30;
    private static final int IPV6_NETWORK_BYTES = 8;

    /** What failures are counted by. */
    enum Kind {
        DEVICE(PAIR_LIMIT),
        PAIR(PAIR_LIMIT),
        SOURCE(SOURCE_LIMIT),
        NAME(NAME_LIMIT);

        private final int limit;

        Kind(int limit) {
            this.limit = limit;
        }
    }

    /** One thing that failures are counted by, as a digest. */
    record Subject(Kind kind, UUID id) {
        static Subject of(Kind kind, String text) {
            String whole = kind.name().toLowerCase(java.util.Locale.ROOT) + "\n" + text;
            ByteBuffer digest = ByteBuffer.wrap(Sha256.of(whole.getBytes(StandardCharsets.UTF_8)));
            return new Subject(kind, new UUID(digest.getLong(), digest.getLong()));
        }
    }

    /**
     * How somebody tries to come in.
     *
     * @param counted what failures are counted by
     * @param blocking which of them may stand in the way
     * @param isPaced whether it has to take its turn
     */
    record Way(List<Subject> counted, List<Subject> blocking, boolean isPaced) {
        private static Way ofDevice(String device) {
            List<Subject> alone = List.of(Subject.of(Kind.DEVICE, device));
            return new Way(alone, alone, false);
        }

        private Subject first() {
            return counted.getFirst();
        }

        private Subject source() {
            return counted.get(1);
        }
    }

    /**
     * Throws {@code SIGN_IN_BLOCKED}, for a name that exists as for one that does not.
     *
     * @param device known to be one of that user's; null for others
     */
    Way way(Tx tx, String username, String address, @Nullable String device) {
        if (device != null) {
            Way way = Way.ofDevice(device);
            check(tx, way);
            return way;
        }
        Subject pair = Subject.of(Kind.PAIR, username + "\n" + address);
        Subject source = Subject.of(Kind.SOURCE, network(address));
        Subject name = Subject.of(Kind.NAME, username);
        List<Subject> counted = List.of(pair, source, name);
        Map<UUID, LoginAttempt> rows = rows(tx, counted);
        LoginAttempt before = rows.get(pair.id());
        boolean isKnown = before != null && before.succeededAfter(tx.now().minus(KNOWN_KEPT));
        LoginAttempt noise = rows.get(source.id());
        boolean isNoisy = noise != null && noise.countedAt(tx.now()) >= SOURCE_LIMIT;
        Way way =
                new Way(
                        counted,
                        isKnown ? List.of(pair) : List.of(pair, name),
                        !isKnown && isNoisy);
        check(tx, way.blocking(), rows);
        return way;
    }

    /** Once more, when it is about to be tried. */
    void check(Tx tx, Way way) {
        check(tx, way.blocking(), rows(tx, way.blocking()));
    }

    /**
     * Takes the next turn among those behind a noisy address. Throws {@code SIGN_IN_BLOCKED} where
     * it is too far away to wait for.
     *
     * @return how long to wait for it
     */
    Duration book(Tx tx, Way way) {
        LoginAttempt source = lock(tx, way.source());
        Duration wait = source.untilTurn(tx.now());
        if (wait.compareTo(PATIENCE) > 0) {
            throw blocked(wait);
        }
        source.takeTurn(tx.now(), gap(source.getFailures()));
        return wait;
    }

    /** Counts a failure; how many there are by the narrowest count. */
    int failed(Tx tx, Way way) {
        List<Subject> ordered =
                way.counted().stream().sorted(Comparator.comparing(Subject::id)).toList();
        for (Subject subject : ordered) {
            LoginAttempt attempt = lock(tx, subject);
            if (subject.kind() == Kind.SOURCE) {
                attempt.count(tx.now());
            } else {
                attempt.fail(tx.now(), subject.kind().limit);
            }
        }
        tx.flush();
        sweep(tx, SWEPT_AT_ONCE);
        return tx.require(LoginAttempt.class, way.first().id(), UsersError.USER_NOT_FOUND)
                .getFailures();
    }

    /**
     * Forgets the failures of the pair, or of the device; and from now on the pair is known. What
     * is counted by the address and by the name stays.
     */
    void passed(Tx tx, Way way) {
        UUID id = way.first().id();
        if (way.first().kind() == Kind.DEVICE) {
            new UsersQueries_(tx.session()).forgetAttempts(id);
        } else {
            tx.session()
                    .createNativeMutationQuery(
                            """
                            insert into users_login_attempt
                              (subject, failures, last_at, blocked_until, succeeded_at)
                            values (:subject, 0, :now, :now, :now)
                            on duplicate key update failures = 0, last_at = :now,
                              blocked_until = :now, succeeded_at = :now
                            """)
                    .setParameter("subject", id)
                    .setParameter("now", tx.now())
                    .executeUpdate();
        }
    }

    /** Removes some of what is too old to count, so that what guessing leaves behind is bounded. */
    static int sweep(Tx tx, int atMost) {
        return delete(tx, "succeeded_at is null and last_at < :before", UNKNOWN_KEPT, atMost)
                + delete(tx, "succeeded_at < :before", KNOWN_KEPT, atMost);
    }

    private static int delete(Tx tx, String condition, Duration kept, int atMost) {
        return tx.session()
                .createNativeMutationQuery(
                        "delete from users_login_attempt where " + condition + " limit " + atMost)
                .setParameter("before", tx.now().minus(kept))
                .executeUpdate();
    }

    private static void check(Tx tx, List<Subject> blocking, Map<UUID, LoginAttempt> rows) {
        for (Subject subject : blocking) {
            LoginAttempt attempt = rows.get(subject.id());
            if (attempt != null && attempt.getBlockedUntil().isAfter(tx.now())) {
                throw blocked(Duration.between(tx.now(), attempt.getBlockedUntil()));
            }
        }
    }

    private static ErpException blocked(Duration wait) {
        return ErpException.later(
                UsersError.SIGN_IN_BLOCKED,
                wait,
                "too many failures, try again in %d s".formatted(wait.toSeconds() + 1));
    }

    /** One second at first, twice as long after each fifty more, at most half a minute. */
    private static Duration gap(int failures) {
        int doublings = Math.clamp((failures - SOURCE_LIMIT) / SOURCE_LIMIT, 0, 5);
        return Duration.ofSeconds(Math.min(1L << doublings, WIDEST_GAP_SECONDS));
    }

    /** The address, or of IPv6 the network: whoever has one address there has all of them. */
    private static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? "/64 " + ByteBuffer.wrap(six.getAddress(), 0, IPV6_NETWORK_BYTES).getLong()
                    : address;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }

    private static Map<UUID, LoginAttempt> rows(Tx tx, List<Subject> subjects) {
        return new UsersQueries_(tx.session())
                .attempts(subjects.stream().map(Subject::id).toList()).stream()
                        .collect(Collectors.toMap(LoginAttempt::getSubject, Function.identity()));
    }

    private static LoginAttempt lock(Tx tx, Subject subject) {
        // An entity cannot be locked before it exists, and two may come first at once.
        new UsersQueries_(tx.session()).addAttempt(subject.id(), tx.now());
        return tx.lock(LoginAttempt.class, subject.id(), UsersError.USER_NOT_FOUND);
    }
}
