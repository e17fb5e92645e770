package erp.core.quarantine;

import erp.core.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * What became of each document that was named, in the order in which they were.
 *
 * @param done how many are now as was asked, those that were so before too
 */
public record QuarantineResult(int done, List<Item> results) {

    static QuarantineResult of(List<Item> results) {
        return new QuarantineResult(
                (int) results.stream().filter(it -> it.code() == null).count(), results);
    }

    /** What became of one. */
    public enum Outcome {
        HELD,
        /** It was held before, and stays held as it was. */
        ALREADY_HELD,
        RELEASED,
        /** Nothing was done with it; the code says why. */
        REFUSED
    }

    /**
     * One document.
     *
     * @param quarantineId its entry, unless it was refused
     * @param code why it was refused
     */
    public record Item(
            String type,
            UUID id,
            Outcome outcome,
            @Nullable UUID quarantineId,
            @Nullable String code,
            @Nullable String message) {

        static Item of(DocumentName name, Outcome outcome, UUID entry) {
            return new Item(name.type(), name.id(), outcome, entry, null, null);
        }

        static Item refused(DocumentName name, ErrorCode code, String message) {
            return new Item(name.type(), name.id(), Outcome.REFUSED, null, code.code(), message);
        }
    }
}
