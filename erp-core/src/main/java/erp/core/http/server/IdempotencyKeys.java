package erp.core.http.server;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.tx.Db;
import erp.core.tx.Tx;

import java.time.Instant;
import java.util.UUID;

/** Care of the kept keys, for a job. */
public final class IdempotencyKeys {
    private static final Caller CALLER =
            new Caller(Actor.SYSTEM, new UUID(0, 0), "idempotency-keys");
    private static final int AT_ONCE = 1_000;

    private IdempotencyKeys() {}

    /** Forgets all that have expired, some at a time, so that nobody waits for it long. */
    public static void sweep(Db db) {
        int purged;
        do {
            purged = db.write(CALLER, tx -> purge(tx, tx.now(), AT_ONCE));
        } while (purged == AT_ONCE && !Thread.currentThread().isInterrupted());
    }

    /** Forgets up to {@code limit} keys, of all companies, that have expired; tells how many. */
    public static int purge(Tx tx, Instant now, int limit) {
        return tx.session()
                .createNativeMutationQuery(
                        "delete from core_idempotency where expires_at < :now limit " + limit)
                .setParameter("now", now)
                .executeUpdate();
    }
}
