package erp.users.roles;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.ErpException;
import erp.core.auth.Access;
import erp.core.auth.AuthError;
import erp.core.auth.Identity;
import erp.core.tx.Db;
import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What users may do, from the database: at each write, and for reads as it was two seconds ago at
 * most. Two generations bound what is remembered: when the young one is full it becomes the old
 * one, and the old one is dropped.
 */
public final class CurrentAccess implements Access {
    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int REMEMBERED = 5_000;

    private final Db db;
    private final BuiltInRights builtIn;
    private volatile Map<Key, Seen> young = new ConcurrentHashMap<>();
    private volatile Map<Key, Seen> old = Map.of();

    private record Key(UUID company, UUID user) {}

    /**
     * @param at of {@link System#nanoTime}: nobody sets that clock
     */
    private record Seen(Optional<Standing> standing, long at) {
        boolean isFresh() {
            return System.nanoTime() - at < FRESH_NANOS;
        }
    }

    public CurrentAccess(Db db, BuiltInRights builtIn) {
        this.db = db;
        this.builtIn = builtIn;
    }

    @Override
    public Set<String> lately(Identity identity) {
        Key key = new Key(identity.company(), identity.user());
        Seen seen = remembered(key);
        if (seen == null || !seen.isFresh()) {
            seen = look(identity);
            remember(key, seen);
        }
        return allowed(identity, seen.standing().orElse(null));
    }

    @Override
    public Set<String> now(Tx tx, Identity identity, boolean kept) {
        UUID user = identity.user();
        UUID company = identity.company();
        if (kept) {
            return allowed(identity, Standing.kept(tx, user, company, builtIn));
        }
        Seen seen = remembered(new Key(company, user));
        Standing known = seen == null ? null : seen.standing().orElse(null);
        return allowed(
                identity,
                known != null && known.isStill(tx, user, company)
                        ? known
                        : Standing.of(tx, user, company, builtIn));
    }

    private @Nullable Seen remembered(Key key) {
        Seen seen = young.get(key);
        return seen == null ? old.get(key) : seen;
    }

    /**
     * Once this transaction is committed, this process knows at once; others know in two seconds.
     */
    public void changed(Tx tx) {
        tx.afterCommit(this::forget);
    }

    private void forget() {
        synchronized (this) {
            young = new ConcurrentHashMap<>();
            old = Map.of();
        }
    }

    private Seen look(Identity identity) {
        UUID user = identity.user();
        UUID company = identity.company();
        long at = System.nanoTime();
        return new Seen(
                db.read(
                        new Caller(Actor.NOBODY, company, "access"),
                        tx -> Optional.ofNullable(Standing.of(tx, user, company, builtIn))),
                at);
    }

    private void remember(Key key, Seen seen) {
        if (young.size() >= REMEMBERED) {
            synchronized (this) {
                if (young.size() >= REMEMBERED) {
                    old = young;
                    young = new ConcurrentHashMap<>();
                }
            }
        }
        young.put(key, seen);
    }

    /**
     * A token without an access version comes from a version of the ERP that did not count yet and
     * runs beside this one in a release: it is good for what its user may do now.
     */
    private static Set<String> allowed(Identity identity, @Nullable Standing standing) {
        Long version = identity.accessVersion();
        if (standing == null
                || !standing.isActive()
                || (version != null && version != standing.user().accessVersion())) {
            throw new ErpException(
                    AuthError.TOKEN_REVOKED,
                    "the access token is not good any more: refresh it, or sign in again");
        }
        return standing.permissions();
    }
}
