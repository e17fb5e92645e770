package erp.purchasing.quotations;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/** A request for quotation in a list. */
public record RfqSummary(
        UUID id,
        String number,
        RfqState state,
        UUID warehouseId,
        @Nullable UUID requisitionId,
        LocalDate answerBy,
        int quotes,
        long version) {}
