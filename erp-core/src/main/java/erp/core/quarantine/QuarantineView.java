package erp.core.quarantine;

import erp.core.http.Versioned;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A document that is held for review, or was.
 *
 * @param type module and kind of the document, {@code sales.invoice}
 * @param release whose version wrote or changed it
 * @param broken names of the rules that it breaks, as far as they were known
 */
public record QuarantineView(
        UUID id,
        long version,
        String type,
        UUID documentId,
        @Nullable String number,
        String release,
        String reason,
        List<String> broken,
        QuarantineState state,
        UUID heldBy,
        String heldByName,
        Instant heldAt,
        @Nullable UUID releasedBy,
        @Nullable String releasedByName,
        @Nullable Instant releasedAt,
        @Nullable String why)
        implements Versioned {}
