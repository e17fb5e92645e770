package erp.core.tx;

import erp.core.CoreError;
import erp.core.ErpException;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * A document that is held for review, so that nobody goes on with it.
 *
 * @param type module and kind, {@code sales.order}
 * @param number what people call it, where that is known
 * @param release whose version wrote or changed it
 * @param broken names of the rules that it breaks, parted by blanks; empty where none is known
 */
public record HeldDocument(
        UUID id,
        String type,
        @Nullable String number,
        String release,
        String reason,
        String broken) {

    /** What whoever wants to go on with it is told. */
    public ErpException refusal() {
        return new ErpException(CoreError.QUARANTINED, "%s", said());
    }

    /** {@code sales.order SO-7 (…) is held for review since release r-1: …}. */
    public String said() {
        String name = number == null ? type + " " + id : "%s %s (%s)".formatted(type, number, id);
        String rules = broken.isEmpty() ? "" : " (breaks " + broken + ")";
        return ("%s is held for review because of release %s: %s%s. Nothing was changed; it can go"
                        + " on once somebody has looked at it and released it, POST"
                        + " /api/v1/core/quarantine/release")
                .formatted(name, release, reason, rules);
    }
}
