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
 */
public record NewPaymentRun(
        LocalDate dueBy, @Nullable UUID supplierId, @Nullable Boolean takeDiscounts) {
    boolean discounts() {
        return takeDiscounts == null || takeDiscounts;
    }
}
