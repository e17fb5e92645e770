package erp.finance.runs;

import erp.core.value.Money;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * What a draft is to pay and to set off instead.
 *
 * @param setOffs none where absent
 */
public record PaymentRunChange(
        @Size(max = PaymentRuns.LINES) List<Line> lines,
        @Size(max = PaymentRuns.SET_OFFS) @Nullable List<SetOff> setOffs) {
    /**
     * So much of an open item.
     *
     * @param amount what is settled of it with money, what is taken off included
     * @param takeDiscount whether its share of the discount is taken off; yes where absent, as long
     *     as it is time
     */
    public record Line(UUID openItemId, @Positive Money amount, @Nullable Boolean takeDiscount) {
        boolean discount() {
            return takeDiscount == null || takeDiscount;
        }
    }

    /** So much of an open item is settled out of a credit of its supplier. */
    public record SetOff(UUID creditId, UUID openItemId, @Positive Money amount) {}

    public PaymentRunChange {
        lines = List.copyOf(lines);
    }

    List<SetOff> credits() {
        return setOffs == null ? List.of() : setOffs;
    }
}
