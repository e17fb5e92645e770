package erp.finance;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What never changes of an open item.
 *
 * @param itemDate date of its document
 * @param entryDate of the entry that it was posted with; later than the document where the item was
 *     taken over from books that were kept elsewhere
 */
record Payable(
        UUID id,
        UUID party,
        String sourceType,
        UUID sourceId,
        String currency,
        LocalDate itemDate,
        @Nullable LocalDate entryDate) {

    /** The day from which on it is in the ledger and can be paid there. */
    LocalDate owedFrom() {
        return entryDate != null && entryDate.isAfter(itemDate) ? entryDate : itemDate;
    }
}
