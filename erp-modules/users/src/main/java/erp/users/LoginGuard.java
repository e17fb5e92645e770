package erp.users;

import erp.core.ErpException;
import erp.core.Tx;
import erp.core.auth.Sha256;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Slows down guessing: one address at one name after few failures, one address at many names after
 * more, many addresses at one name after many (so that a stranger cannot easily lock somebody out).
 */
final class LoginGuard {
    static final int PAIR_LIMIT = 5;
    static final int ADDRESS_LIMIT = 50;
    static final int NAME_LIMIT = 100;

    /** What failures are counted by. */
    record Subject(UUID id, int limit) {
        static List<Subject> of(String username, String address) {
            return List.of(
                    new Subject(digest("pair", username + "\n" + address), PAIR_LIMIT),
                    new Subject(digest("address", address), ADDRESS_LIMIT),
                    new Subject(digest("name", username), NAME_LIMIT));
        }

        private static UUID digest(String kind, String text) {
            byte[] digest = Sha256.of((kind + "\n" + text).getBytes(StandardCharsets.UTF_8));
            ByteBuffer buffer = ByteBuffer.wrap(digest);
            return new UUID(buffer.getLong(), buffer.getLong());
        }
    }

    /** Throws {@code SIGN_IN_BLOCKED}, for a name that exists as for one that does not. */
    void check(Tx tx, List<Subject> subjects) {
        Instant until =
                new UsersQueries_(tx.session())
                        .blockedUntil(subjects.stream().map(Subject::id).toList());
        if (until != null && until.isAfter(tx.now())) {
            Duration wait = Duration.between(tx.now(), until);
            throw ErpException.later(
                    UsersError.SIGN_IN_BLOCKED,
                    wait,
                    "too many failures, try again in %d s".formatted(wait.toSeconds() + 1));
        }
    }

    /** Counts a failure; how many there are of name and address together. */
    int failed(Tx tx, List<Subject> subjects) {
        List<Subject> ordered =
                subjects.stream().sorted(Comparator.comparing(Subject::id)).toList();
        for (Subject subject : ordered) {
            lock(tx, subject).fail(tx.now(), subject.limit());
        }
        return tx.require(LoginAttempt.class, subjects.getFirst().id(), UsersError.USER_NOT_FOUND)
                .getFailures();
    }

    /** Forgets the pair's failures; those of the address and of the name stay. */
    void passed(Tx tx, List<Subject> subjects) {
        new UsersQueries_(tx.session()).forgetAttempts(subjects.getFirst().id());
    }

    private static LoginAttempt lock(Tx tx, Subject subject) {
        // An entity cannot be locked before it exists, and two may come first at once.
        new UsersQueries_(tx.session()).addAttempt(subject.id(), tx.now());
        return tx.lock(LoginAttempt.class, subject.id(), UsersError.USER_NOT_FOUND);
    }
}
