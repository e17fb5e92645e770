package erp.finance.payments;

import erp.core.value.Money;
import erp.finance.accounts.Line;
import erp.finance.accounts.Subledger;
import erp.finance.payments.NewPayment.Allocation;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What settles open items without money, like a payment that comes from other accounts than the
 * bank's.
 *
 * @param id of the document, chosen by the caller
 * @param method CREDIT or DISCOUNT
 * @param reference what people call it; at most 140 characters
 * @param text of the journal entry
 * @param against the other side of the entry: they sum to the amount
 * @param allocations which open items it settles; the rest stays unallocated
 */
public record NewCredit(
        UUID id,
        PaymentMethod method,
        Subledger subledger,
        UUID party,
        Money amount,
        LocalDate date,
        String reference,
        String text,
        List<Line> against,
        List<Allocation> allocations) {
    public NewCredit {
        against = List.copyOf(against);
        allocations = List.copyOf(allocations);
        if (method == PaymentMethod.BANK) {
            throw new IllegalStateException("money is a payment: " + id);
        }
    }

    NewPayment payment() {
        return new NewPayment(subledger, party, amount, date, reference, allocations);
    }
}
