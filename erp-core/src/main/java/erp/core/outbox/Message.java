package erp.core.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as it is told.
 *
 * @param position rises with each event of an aggregate, so that one which comes again is known
 * @param id of the event, the same each time
 * @param type {@code sales.OrderConfirmed}
 * @param payload JSON
 * @param appVersion the release that wrote it
 */
public record Message(
        long position,
        UUID id,
        UUID company,
        String type,
        UUID aggregate,
        String payload,
        String requestId,
        String appVersion,
        Instant occurredAt) {}
