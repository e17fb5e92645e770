package erp.finance.payments;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;
import erp.finance.events.CustomerRefunded;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Ledger;
import erp.finance.ledger.NewReversal;
import erp.finance.ledger.Reversals;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.finance.payments.NewPayment.Allocation;
import erp.finance.payments.NewPayment.ItemRef;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Money that goes back to a customer. It is owed by the customer again, as an item of its own,
 * which is paid at once out of what is unallocated of the payment.
 */
public final class Refunds {
    static final String REFUND = "finance.refund";
    private static final String POSTING = "refund";
    private static final Line.Target BANK = new Line.Target.Role(AccountRole.BANK);

    private final Ledger ledger;
    private final OpenItems openItems;
    private final Payments payments;
    private final PaymentReversals paymentReversals;
    private final Reversals reversals;

    /**
     * That money goes back.
     *
     * @param amount how much; all that is unallocated where it is left out
     * @param date when; not before the payment, today where it is left out
     * @param reference what the bank statement says
     */
    record RefundOf(
            @Positive @Nullable Money amount,
            @Nullable LocalDate date,
            @NotBlank @Size(max = NewItem.LONGEST_REFERENCE) @Nullable String reference) {
        static final RefundOf ALL = new RefundOf(null, null, null);
    }

    public Refunds(
            Ledger ledger,
            OpenItems openItems,
            Payments payments,
            PaymentReversals paymentReversals,
            Reversals reversals) {
        this.ledger = ledger;
        this.openItems = openItems;
        this.payments = payments;
        this.paymentReversals = paymentReversals;
        this.reversals = reversals;
    }

    /**
     * Gives back what is unallocated of a payment, or a part. Publishes {@link CustomerRefunded}.
     * Throws FUTURE_DATE, NOTHING_DUE, OVER_ALLOCATION, INVALID_PAYMENT and what {@link
     * Ledger#post} throws.
     *
     * @param payment locked
     */
    UUID post(Tx tx, Payment payment, RefundOf asked) {
        LocalDate date = tx.documentDate(asked.date(), "/date");
        Money rest = payment.unallocated();
        if (!rest.isPositive()) {
            throw new ErpException(
                    FinanceError.NOTHING_DUE,
                    "nothing of payment %s is unallocated",
                    payment.getId());
        }
        Money amount = Objects.requireNonNullElse(asked.amount(), rest);
        check(rest, amount);
        UUID id = tx.newId();
        UUID party = payment.getPartyId();
        Subledger subledger = payment.getSubledger();
        Source source = new Source(REFUND, id, POSTING);
        String reference = Objects.requireNonNullElse(asked.reference(), "Refund").strip();
        openItems.open(tx, new NewItem(subledger, party, source, reference, date, date, amount));
        tx.record(REFUND, id, 0, "post", Map.of("payment", payment.getId(), "amount", amount));
        tx.publish(new CustomerRefunded(id, payment.getId(), party, amount));
        ledger.post(
                tx,
                new Entry(
                        Book.BANK,
                        source,
                        date,
                        "Refund of payment " + payment.getId(),
                        List.of(
                                subledger.incurred(amount, party),
                                Line.on(subledger.side().opposite(), BANK, amount))));
        tx.flush(); // the item and its entry are read by what pays it
        payments.allocate(
                tx,
                payment.getId(),
                date,
                List.of(new Allocation(new ItemRef.Document(REFUND, id), amount)));
        tx.posted("finance", POSTING, amount);
        return id;
    }

    private static void check(Money rest, Money amount) {
        FinanceError.INVALID_PAYMENT.refuseIf(
                !amount.currency().equals(rest.currency()),
                "/amount/currency",
                "currency",
                "must be the payment's, " + rest.currency());
        FinanceError.OVER_ALLOCATION.refuseIf(
                amount.compareTo(rest) > 0,
                "/amount",
                "unallocated",
                "is more than is unallocated of the payment, " + rest);
    }

    /**
     * Takes a refund back: the money never left, or came back; it is unallocated again. Throws
     * REFUND_NOT_FOUND, STILL_ALLOCATED where another payment has paid it since, and what {@link
     * Reversals} throws.
     */
    void reverse(Tx tx, UUID id, NewReversal wanted) {
        OpenItem item = item(tx, id);
        Reversals.requireStanding(tx, REFUND, id);
        Payment payment = tx.lock(Payment.class, paidBy(tx, item), FinanceError.PAYMENT_NOT_FOUND);
        LocalDate date = tx.documentDate(wanted.date(), "/date");
        List<PaymentAllocation> standing =
                PaymentReversals.standing(tx, payment).stream()
                        .filter(it -> it.getOpenItemId().equals(item.getId()))
                        .toList();
        if (!standing.isEmpty()) {
            paymentReversals.takeBack(tx, payment, standing, date, wanted.reason());
        }
        openItems.close(tx, REFUND, id);
        LocalDate settled = openItems.lastSettled(tx, REFUND, id, item.getItemDate());
        Reversals.Begun begun = reversals.begin(tx, REFUND, id, wanted, settled);
        Map<String, Object> detail = new HashMap<>(begun.detail());
        detail.put("amount", item.amount());
        tx.record(REFUND, id, 1, "reverse", detail);
        tx.posted("finance", "reversal", item.amount().negate());
        reversals.post(tx, begun);
    }

    /** Throws REFUND_NOT_FOUND. */
    static OpenItem item(Tx tx, UUID id) {
        return new PaymentQueries_(tx.session())
                .itemsOf(REFUND, id).stream()
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new ErpException(
                                                FinanceError.REFUND_NOT_FOUND,
                                                "there is no refund %s",
                                                id));
    }

    /** The payment that it gave back: the first that ever paid it. */
    private static UUID paidBy(Tx tx, OpenItem item) {
        return new PaymentQueries_(tx.session())
                .allocationsTo(item.getId())
                .getFirst()
                .getPaymentId();
    }

    /** Refunds as others see them, in their order. */
    static Stream<RefundView> views(Tx tx, List<OpenItem> items) {
        Map<UUID, UUID> payments = new HashMap<>();
        if (!items.isEmpty()) {
            new PaymentQueries_(tx.session())
                    .firstAllocations(items.stream().map(OpenItem::getId).toList())
                    .forEach(it -> payments.put(it.getOpenItemId(), it.getPaymentId()));
        }
        var reversed = Reversals.of(tx, items.stream().map(OpenItem::getSourceId).toList());
        return items.stream()
                .map(
                        it ->
                                new RefundView(
                                        it.getSourceId(),
                                        Objects.requireNonNull(payments.get(it.getId())),
                                        it.getPartyId(),
                                        it.getItemDate(),
                                        it.getReference(),
                                        it.amount(),
                                        reversed.get(it.getSourceId())));
    }
}
