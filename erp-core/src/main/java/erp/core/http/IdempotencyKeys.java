package erp.core.http;

import erp.core.Tx;

import java.time.Instant;

/** Care of the kept keys, for a job. */
public final class IdempotencyKeys {
    private IdempotencyKeys() {}

    /** Forgets up to {@code limit} keys, of all companies, that have expired; tells how many. */
    public static int purge(Tx tx, Instant now, int limit) {
        return tx.session()
                .createNativeMutationQuery(
                        "delete from core_idempotency where expires_at < :now limit " + limit)
                .setParameter("now", now)
                .executeUpdate();
    }
}
