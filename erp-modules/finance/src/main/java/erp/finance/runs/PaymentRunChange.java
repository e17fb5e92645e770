package erp.finance.runs;

import erp.core.value.Money;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** What a draft is to pay instead. */
public record PaymentRunChange(@Size(min = 1, max = PaymentRuns.LINES) List<Line> lines) {
    /**
     * So much of an open item.
     *
     * @param amount what is settled of it
     * @param takeDiscount whether its share of the discount is taken off; yes where absent, as long
     *     as it is time
     */
    public record Line(UUID openItemId, @Positive Money amount, @Nullable Boolean takeDiscount) {
        boolean discount() {
            return takeDiscount == null || takeDiscount;
        }
    }

    public PaymentRunChange {
        lines = List.copyOf(lines);
    }
}
