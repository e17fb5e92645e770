package erp.users.passwords;

import erp.core.ErpException;
import erp.users.common.UsersError;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes and checks passwords, few at a time: a storm of sign-ins queues up here and is turned away
 * instead of taking the heap and every core. Never called inside a transaction.
 */
public final class Passwords {
    private static final int MIN_LENGTH = 10;
    private static final int MAX_LENGTH = 128;
    private static final int WAIT_SECONDS = 10;

    private final UsersSettings settings;
    private final Semaphore turns;
    private final PasswordHash decoy;

    public Passwords(UsersSettings settings) {
        this.settings = settings;
        this.turns = new Semaphore(settings.hashesAtOnce(), true);
        this.decoy = PasswordHash.of("nobody's password", settings.cost());
    }

    /**
     * Refuses what is too short, too long or the name itself.
     *
     * @param pointer the field that it came in
     */
    public static void check(String password, String username, String pointer) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw ErpException.field(
                    UsersError.PASSWORD_POLICY,
                    pointer,
                    "size",
                    "must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
        if (password.toLowerCase(Locale.ROOT).contains(username)) {
            throw ErpException.field(
                    UsersError.PASSWORD_POLICY,
                    pointer,
                    "username",
                    "must not contain the user name");
        }
        if (password.chars().distinct().count() < 4) {
            throw ErpException.field(
                    UsersError.PASSWORD_POLICY,
                    pointer,
                    "variety",
                    "must have at least four different characters");
        }
    }

    public String hash(String password) {
        return inTurn(() -> PasswordHash.of(password, settings.cost()).text());
    }

    /**
     * Whether it is the password; call it {@link #inTurn}.
     *
     * @param hash null for a user that does not exist: that takes as long
     */
    public boolean matches(String password, @Nullable String hash) {
        if (password.length() > MAX_LENGTH * 2) {
            return false; // nobody has one so long, and hashing megabytes is work for free
        }
        PasswordHash expected = hash == null ? decoy : PasswordHash.parse(hash);
        return expected.matches(password) && hash != null;
    }

    /** Whether the hash was made with other costs than now set. */
    public boolean isOutdated(String hash) {
        return !PasswordHash.parse(hash).cost().equals(settings.cost());
    }

    /** Runs when it is its turn. Throws {@code SIGN_IN_BUSY} where too many wait. */
    public <T> T inTurn(Supplier<T> work) {
        if (!turns.tryAcquire() && !acquiredInTime()) {
            throw new ErpException(
                    UsersError.SIGN_IN_BUSY, "too many are signing in, try again in some seconds");
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private boolean acquiredInTime() {
        try {
            return turns.getQueueLength() < settings.hashesWaiting()
                    && turns.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
