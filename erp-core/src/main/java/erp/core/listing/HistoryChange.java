package erp.core.listing;

import java.time.Instant;
import java.util.UUID;

/**
 * One change of a document, as its history shows it.
 *
 * @param version of the document after it
 * @param appVersion release of the ERP that made it
 * @param detail what changed, as JSON text
 */
public record HistoryChange(
        UUID id,
        String action,
        long version,
        UUID actorId,
        String actorName,
        String requestId,
        String appVersion,
        Instant at,
        String detail) {}
