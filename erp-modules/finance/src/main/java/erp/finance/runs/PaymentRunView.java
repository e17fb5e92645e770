package erp.finance.runs;

import erp.core.http.Versioned;
import erp.core.value.Money;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A payment run as callers see it.
 *
 * @param total money that goes out
 * @param setOff what is settled of credits, without money
 * @param enteredBy the user who said last what it pays
 */
public record PaymentRunView(
        UUID id,
        String number,
        RunState state,
        LocalDate dueBy,
        Money total,
        Money discount,
        Money setOff,
        UUID enteredBy,
        @Nullable UUID releasedBy,
        @Nullable LocalDate paymentDate,
        List<Line> lines,
        List<SetOff> setOffs,
        long version)
        implements Versioned {
    /**
     * An open item that it pays.
     *
     * @param amount so much of the item is settled by money, and what is taken off
     * @param discount what of that is taken off
     * @param paymentId by which it was paid
     */
    public record Line(
            UUID openItemId,
            UUID supplierId,
            String reference,
            LocalDate due,
            Money amount,
            Money discount,
            @Nullable UUID paymentId) {}

    /**
     * So much of an open item that is settled out of a credit of its supplier.
     *
     * @param credit the number of the credit or debit note
     * @param allocationId by which it was settled
     */
    public record SetOff(
            UUID creditId,
            String credit,
            UUID openItemId,
            UUID supplierId,
            String reference,
            Money amount,
            @Nullable UUID allocationId) {}
}
