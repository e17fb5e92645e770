package erp.crm.identity;

import java.util.UUID;

/**
 * Which one is the same as that of the path, which goes on.
 *
 * @param duplicateId what belongs to it moves, and its id answers with the other's place
 */
public record NewMerge(UUID duplicateId) {}
