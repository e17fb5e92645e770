package erp.core;

import java.util.UUID;

/**
 * On whose behalf a transaction runs.
 *
 * @param company the only company whose rows it sees
 * @param requestId joins logs, history and the caller's own records
 */
public record Caller(Actor actor, UUID company, String requestId) {}
