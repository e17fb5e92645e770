package erp.finance;

import erp.core.ErpException;
import erp.core.Tx;
import erp.core.value.Money;
import erp.finance.PaymentPosted.Allocated;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Money that comes in, and which open items it pays. */
public final class Payments {
    static final String PAYMENT = "finance.payment";

    private final Ledger ledger;

    Payments(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Posts a payment and answers its id: bank against receivables for what is allocated, against
     * unallocated cash for the rest. Publishes {@link PaymentPosted}. Throws INVALID_PAYMENT,
     * OPEN_ITEM_NOT_FOUND, OVER_ALLOCATION and what {@link Ledger#post} throws.
     */
    public UUID post(Tx tx, NewPayment payment) {
        Money amount = payment.amount();
        if (!amount.isPositive()) {
            throw invalid("/amount", "positive", "must be above zero");
        }
        if (payment.reference().length() > NewPayment.LONGEST_REFERENCE) {
            throw invalid(
                    "/reference",
                    "size",
                    "must have at most " + NewPayment.LONGEST_REFERENCE + " characters");
        }
        Money allocated = Allocations.check(amount, payment.allocations());
        Money rest = amount.minus(allocated);
        UUID id = tx.newId();
        tx.add(new Payment(id, payment, rest, tx.now()));
        List<Allocated> paid = Allocations.pay(tx, id, payment.party(), payment.allocations());
        tx.publish(new PaymentPosted(id, payment.party(), amount, paid));
        List<Line> lines = new ArrayList<>();
        lines.add(Line.debit(AccountRole.BANK, amount));
        if (allocated.isPositive()) {
            lines.add(Line.credit(AccountRole.RECEIVABLE, allocated).of(payment.party()));
        }
        if (rest.isPositive()) {
            lines.add(Line.credit(AccountRole.UNALLOCATED_CASH, rest).of(payment.party()));
        }
        ledger.post(
                tx, entry(new Source(PAYMENT, id, "receipt"), payment.date(), "Payment", lines));
        tx.record(
                PAYMENT,
                id,
                0,
                "post",
                Map.of("amount", amount, "allocations", Allocations.summary(paid)));
        return id;
    }

    /**
     * Allocates what is unallocated of a payment, dated today. Publishes {@link PaymentPosted}.
     * Throws PAYMENT_NOT_FOUND, OVER_ALLOCATION, OPEN_ITEM_NOT_FOUND.
     */
    public void allocate(Tx tx, UUID payment, List<NewPayment.Allocation> allocations) {
        Payment paying = tx.lock(Payment.class, payment, FinanceError.PAYMENT_NOT_FOUND);
        if (allocations.isEmpty()) {
            throw invalid("/allocations", "size", "must have at least one element");
        }
        Money sum = Allocations.check(paying.amount(), allocations);
        paying.allocate(sum);
        UUID party = paying.getPartyId();
        List<Allocated> paid = Allocations.pay(tx, payment, party, allocations);
        tx.publish(new PaymentPosted(payment, party, Money.zero(sum.currency()), paid));
        ledger.post(
                tx,
                entry(
                        new Source("finance.allocation", tx.newId(), "allocate"),
                        tx.today(),
                        "Allocation of payment " + payment,
                        List.of(
                                Line.debit(AccountRole.UNALLOCATED_CASH, sum).of(party),
                                Line.credit(AccountRole.RECEIVABLE, sum).of(party))));
        tx.flush();
        tx.record(
                PAYMENT,
                payment,
                paying.getVersion(),
                "allocate",
                Map.of("allocations", Allocations.summary(paid)));
    }

    private static Entry entry(Source source, LocalDate date, String text, List<Line> lines) {
        return new Entry(Book.BANK, source, date, text, lines);
    }

    private static ErpException invalid(String at, String rule, String message) {
        return ErpException.field(FinanceError.INVALID_PAYMENT, at, rule, message);
    }
}
