package erp.core;

import java.util.UUID;

/**
 * On whose behalf a transaction runs.
 *
 * @param company the only company whose rows it sees
 * @param requestId joins logs, history and the caller's own records
 */
public record Caller(Actor actor, UUID company, String requestId) {
    /**
     * The ERP itself, of no company: start-up and jobs.
     *
     * @param work what it does, in place of a request's id
     */
    public static Caller system(String work) {
        return new Caller(Actor.SYSTEM, new UUID(0, 0), work);
    }
}
