package erp.sales;

import erp.core.value.Money;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * A customer to be.
 *
 * @param paymentTermDays from invoice to due date, 30 where absent
 * @param creditLimit what orders and open invoices may come to; none where absent
 */
public record NewCustomer(
        @NotBlank @Size(max = 200) String name,
        @PositiveOrZero @Max(365) @Nullable Integer paymentTermDays,
        @PositiveOrZero @Nullable Money creditLimit) {
    static final int DEFAULT_TERM_DAYS = 30;

    int termDays() {
        return paymentTermDays == null ? DEFAULT_TERM_DAYS : paymentTermDays;
    }
}
