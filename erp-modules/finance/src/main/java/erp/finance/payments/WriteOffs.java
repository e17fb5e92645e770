package erp.finance.payments;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;
import erp.finance.payments.NewPayment.Allocation;
import erp.finance.payments.NewPayment.ItemRef;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What is owed and will not be paid: a cent too little, or more. */
public final class WriteOffs {
    private static final Line.Target WRITE_OFFS = new Line.Target.Role(AccountRole.WRITE_OFFS);

    private final Payments payments;

    /**
     * That an open item is written off.
     *
     * @param amount how much of it; all that is open where it is left out
     * @param date when; today where it is left out
     */
    record WriteOffOf(
            @Positive @Nullable Money amount,
            @Nullable LocalDate date,
            @NotBlank @Size(max = NewPayment.LONGEST_REFERENCE) String reason) {}

    public WriteOffs(Payments payments) {
        this.payments = payments;
    }

    /**
     * Settles an item, or a part, against the account of write-offs, and answers the id of what
     * settles it. Throws FUTURE_DATE, OPEN_ITEM_NOT_FOUND, NOTHING_DUE, INVALID_PAYMENT,
     * OVER_ALLOCATION and what {@link Payments#credit} throws.
     */
    UUID post(Tx tx, Subledger subledger, UUID id, WriteOffOf asked) {
        LocalDate date = tx.documentDate(asked.date(), "/date");
        OpenItem item = tx.lock(OpenItem.class, id, FinanceError.OPEN_ITEM_NOT_FOUND);
        if (item.getSubledger() != subledger) {
            throw new ErpException(
                    FinanceError.OPEN_ITEM_NOT_FOUND, "there is no open item %s", id);
        }
        if (!item.openAmount().isPositive()) {
            throw new ErpException(FinanceError.NOTHING_DUE, "nothing of item %s is open", id);
        }
        Money amount = Objects.requireNonNullElse(asked.amount(), item.openAmount());
        check(tx, item, amount, date);
        String reason = asked.reason().strip();
        return payments.credit(
                tx,
                new NewCredit(
                        tx.newId(),
                        PaymentMethod.DISCOUNT,
                        subledger,
                        item.getPartyId(),
                        amount,
                        date,
                        reason,
                        "Write-off: " + reason,
                        List.of(Line.on(subledger.side(), WRITE_OFFS, amount)),
                        List.of(new Allocation(new ItemRef.Id(id), amount))));
    }

    private static void check(Tx tx, OpenItem item, Money amount, LocalDate date) {
        Money open = item.openAmount();
        FinanceError.INVALID_PAYMENT.refuseIf(
                !amount.currency().equals(open.currency()),
                "/amount/currency",
                "currency",
                "must be the open item's, " + open.currency());
        FinanceError.OVER_ALLOCATION.refuseIf(
                amount.compareTo(open) > 0, "/amount", "open", "is more than is open, " + open);
        LocalDate owed =
                ItemToPay.of(tx, item.getSubledger(), List.of(item.getId())).getFirst().owedFrom();
        FinanceError.INVALID_PAYMENT.refuseIf(
                date.isBefore(owed),
                "/date",
                "order",
                "must not be before " + owed + ", when it was owed first");
    }
}
