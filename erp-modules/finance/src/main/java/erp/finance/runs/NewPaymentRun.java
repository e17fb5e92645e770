package erp.finance.runs;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What a run is to propose.
 *
 * @param dueBy items that are due by that day
 * @param supplierId of this supplier only
 * @param takeDiscounts items too whose discount ends by that day, and what can be taken off is; yes
 *     where absent
 * @param setOffCredits whether what a supplier has credited is settled with what is due, so that
 *     the difference is paid; yes where absent
 */
public record NewPaymentRun(
        LocalDate dueBy,
        @Nullable UUID supplierId,
        @Nullable Boolean takeDiscounts,
        @Nullable Boolean setOffCredits) {
    boolean discounts() {
        return takeDiscounts == null || takeDiscounts;
    }

    boolean credits() {
        return setOffCredits == null || setOffCredits;
    }
}
