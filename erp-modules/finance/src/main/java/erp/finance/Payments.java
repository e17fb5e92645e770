package erp.finance;

import erp.core.ErpException;
import erp.core.Tx;
import erp.core.value.Money;
import erp.finance.Allocations.Paid;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Money that comes in, and which open items it pays. */
public final class Payments {
    static final String PAYMENT = "finance.payment";

    private final Ledger ledger;

    /** A payment that was posted, and what it paid. */
    record Posted(Payment payment, List<PaymentAllocation> allocations) {}

    Payments(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Posts a payment and answers its id: bank against receivables for what is allocated, against
     * unallocated cash for the rest. Publishes {@link PaymentPosted}. Throws INVALID_PAYMENT,
     * OPEN_ITEM_NOT_FOUND, OVER_ALLOCATION and what {@link Ledger#post} throws.
     */
    public UUID post(Tx tx, NewPayment payment) {
        return posted(tx, payment).payment().getId();
    }

    Posted posted(Tx tx, NewPayment payment) {
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
        UUID party = payment.party();
        Payment posted = tx.add(new Payment(tx.newId(), payment, rest, tx.now()));
        List<Paid> paid = Allocations.pay(tx, posted, payment.date(), payment.allocations());
        tx.publish(new PaymentPosted(posted.getId(), party, amount, Paid.told(paid)));
        List<Line> lines = new ArrayList<>();
        lines.add(Line.debit(AccountRole.BANK, amount));
        if (allocated.isPositive()) {
            lines.add(Line.credit(AccountRole.RECEIVABLE, allocated).of(party));
        }
        if (rest.isPositive()) {
            lines.add(Line.credit(AccountRole.UNALLOCATED_CASH, rest).of(party));
        }
        var source = new Source(PAYMENT, posted.getId(), "receipt");
        ledger.post(tx, entry(source, payment.date(), "Payment", lines));
        tx.record(
                PAYMENT,
                posted.getId(),
                0,
                "post",
                Map.of("amount", amount, "allocations", Paid.summary(paid)));
        tx.posted("finance", "payment");
        return new Posted(posted, paid.stream().map(Paid::allocation).toList());
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
        List<Paid> paid = Allocations.pay(tx, paying, tx.today(), allocations);
        Money none = Money.zero(sum.currency());
        tx.publish(new PaymentPosted(payment, party, none, Paid.told(paid)));
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
                Map.of("allocations", Paid.summary(paid)));
    }

    private static Entry entry(Source source, LocalDate date, String text, List<Line> lines) {
        return new Entry(Book.BANK, source, date, text, lines);
    }

    private static ErpException invalid(String at, String rule, String message) {
        return ErpException.field(FinanceError.INVALID_PAYMENT, at, rule, message);
    }
}
