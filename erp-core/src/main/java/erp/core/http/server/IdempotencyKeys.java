package erp.core.http.server;

import erp.core.Caller;
import erp.core.tx.Db;
import erp.core.tx.Sweep;
import erp.core.tx.Tx;

import java.time.Instant;

/** Care of the kept keys, for a job. */
public final class IdempotencyKeys {
    private static final Caller CALLER = Caller.system("idempotency-keys");

    private IdempotencyKeys() {}

    /** Forgets all that have expired. */
    public static void sweep(Db db) {
        Sweep.all(db, CALLER, (tx, most) -> purge(tx, tx.now(), most));
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
