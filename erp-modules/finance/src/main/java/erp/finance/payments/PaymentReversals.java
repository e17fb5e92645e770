package erp.finance.payments;

import erp.core.Candidate;
import erp.core.ErpException;
import erp.core.Event;
import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;
import erp.finance.events.PaymentReversed;
import erp.finance.events.PaymentUnallocated;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Ledger;
import erp.finance.ledger.NewReversal;
import erp.finance.ledger.Reversals;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;

import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The way back from payments: what was allocated is free again, or the payment counts no more.
 * Allocations stay; their negatives are added.
 */
public final class PaymentReversals {
    private final Ledger ledger;
    private final Reversals reversals;

    public PaymentReversals(Ledger ledger, Reversals reversals) {
        this.ledger = ledger;
        this.reversals = reversals;
    }

    /**
     * Takes back allocations: what they paid is owed again, what paid it is unallocated again.
     * Publishes {@link PaymentUnallocated}. Throws FUTURE_DATE, INVALID_REVERSAL,
     * NOTHING_ALLOCATED, NOT_REVERSIBLE and what {@link Ledger#post} throws.
     *
     * @param payment locked
     * @param asked when; not before they took effect, today where absent
     * @param ids which; all that stand where absent
     * @param reason why, for those who read its history
     */
    void unallocate(
            Tx tx,
            Payment payment,
            @Nullable LocalDate asked,
            @Nullable List<UUID> ids,
            @Nullable String reason) {
        if (payment.getMethod() == PaymentMethod.DISCOUNT) {
            throw notReversible(payment, "is a discount, which leaves no rest: reverse it");
        }
        if (payment.getMethod() == PaymentMethod.BANK
                && payment.getSubledger() == Subledger.PAYABLE) {
            // Its rest would be set off by no payment run, and what it paid be paid once more.
            throw notReversible(payment, "was paid to a supplier: reverse it as a whole");
        }
        LocalDate date = tx.documentDate(asked, "/date");
        List<PaymentAllocation> standing = standing(tx, payment);
        List<PaymentAllocation> chosen = ids == null ? standing : chosen(standing, ids);
        if (chosen.isEmpty()) {
            throw new ErpException(
                    FinanceError.NOTHING_ALLOCATED,
                    "nothing of payment %s is allocated",
                    payment.getId());
        }
        requireNoRefund(tx, payment, chosen);
        takeBack(tx, payment, chosen, date, reason);
    }

    /**
     * Takes these allocations back, as {@link #unallocate} does.
     *
     * @param chosen that stand
     */
    void takeBack(
            Tx tx,
            Payment payment,
            List<PaymentAllocation> chosen,
            LocalDate date,
            @Nullable String reason) {
        LocalDate latest = latest(chosen, date);
        FinanceError.INVALID_REVERSAL.refuseIf(
                date.isBefore(latest), "/date", "order", "must not be before " + latest);
        Money sum = takeBack(tx, payment, chosen, date);
        payment.holds(allocated(tx, payment));
        Map<String, Object> detail =
                new HashMap<>(Map.of("amount", sum, "allocations", ids(chosen)));
        if (reason != null) {
            detail.put("reason", reason.strip());
        }
        tx.changed(
                Payments.PAYMENT,
                payment,
                "unallocate",
                detail,
                new PaymentUnallocated(
                        payment.getId(), payment.getPartyId(), sum, ids(chosen), items(chosen)));
        Subledger subledger = payment.getSubledger();
        ledger.post(
                tx,
                new Entry(
                        Book.BANK,
                        new Source(Payments.ALLOCATION, tx.newId(), "unallocate"),
                        date,
                        Payments.unallocationText(payment.getId()),
                        List.of(
                                subledger.incurred(sum, payment.getPartyId()),
                                subledger.advanced(sum, payment.getPartyId()))));
    }

    /**
     * Takes back a payment with all that it paid: it bounced, or was not what it seemed. Publishes
     * {@link PaymentReversed}. Throws ALREADY_REVERSED, FUTURE_DATE, INVALID_REVERSAL,
     * NOT_REVERSIBLE and what {@link Ledger#post} throws.
     *
     * @param payment locked
     */
    void reverse(Tx tx, Payment payment, NewReversal wanted) {
        if (payment.getMethod() == PaymentMethod.CREDIT) {
            throw notReversible(payment, "is the credit of a document, with which it goes back");
        }
        List<PaymentAllocation> all = allocations(tx, payment);
        List<PaymentAllocation> standing = standing(all);
        requireNoDiscount(tx, payment, standing);
        Reversals.Begun begun =
                reversals.begin(
                        tx,
                        Payments.PAYMENT,
                        payment.getId(),
                        wanted,
                        latest(all, payment.getPaymentDate()));
        long before = payment.getVersion();
        takeBack(tx, payment, standing, begun.date());
        payment.reversed();
        tx.flush();
        // One that was allocated in full has nothing else that changes.
        if (payment.getVersion() == before) {
            tx.session().lock(payment, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        }
        Map<String, Object> detail = new HashMap<>(begun.detail());
        detail.put("amount", payment.amount());
        tx.changed(Payments.PAYMENT, payment, "reverse", detail, reversed(payment, standing));
        tx.posted("finance", "reversal", payment.amount().negate());
        reversals.post(tx, begun, entriesOf(tx, payment, all));
    }

    /** A refund is paid by what it gave back; otherwise the customer would owe it. */
    private static void requireNoRefund(Tx tx, Payment payment, List<PaymentAllocation> chosen) {
        List<UUID> refunds =
                new PaymentQueries_(tx.session()).refundsOf(payment.getId(), items(chosen));
        if (!refunds.isEmpty()) {
            throw ErpException.because(
                    FinanceError.NOT_REVERSIBLE,
                    List.of(),
                    "it was refunded: reverse the refunds instead: " + refunds,
                    refunds.stream()
                            .map(
                                    it ->
                                            new Candidate(
                                                    Refunds.REFUND,
                                                    it,
                                                    "refund",
                                                    RefundRoutes.REFUNDS + "/" + it))
                            .toList());
        }
    }

    /** What was taken off since it was paid in time goes back first: it was not paid in time. */
    private static void requireNoDiscount(
            Tx tx, Payment payment, List<PaymentAllocation> standing) {
        if (payment.getMethod() == PaymentMethod.DISCOUNT) {
            return;
        }
        List<UUID> discounts =
                new PaymentQueries_(tx.session())
                        .discountsOf(items(standing), payment.getPaymentDate());
        if (!discounts.isEmpty()) {
            throw ErpException.because(
                    FinanceError.NOT_REVERSIBLE,
                    List.of(),
                    "discounts or write-offs of that day stand on what it paid: reverse them"
                            + " first: "
                            + discounts,
                    discounts.stream().map(it -> candidate(tx, it)).toList());
        }
    }

    /**
     * Closes the item of a document that is taken back: it is owed no more. Throws STILL_ALLOCATED,
     * which names what settled it.
     */
    static void close(Tx tx, UUID item) {
        OpenItem locked = tx.lock(OpenItem.class, item, FinanceError.OPEN_ITEM_NOT_FOUND);
        List<PaymentAllocation> standing =
                standing(new PaymentQueries_(tx.session()).allocationsTo(item));
        if (!standing.isEmpty()) {
            List<UUID> payments =
                    standing.stream().map(PaymentAllocation::getPaymentId).distinct().toList();
            throw ErpException.because(
                    FinanceError.STILL_ALLOCATED,
                    List.of(),
                    "payments or credits settle it: un-allocate or reverse them first: " + payments,
                    payments.stream().map(it -> candidate(tx, it)).toList());
        }
        locked.closed();
    }

    private static Candidate candidate(Tx tx, UUID id) {
        Payment payment = tx.require(Payment.class, id, FinanceError.PAYMENT_NOT_FOUND);
        String path =
                switch (payment.getSubledger()) {
                    case RECEIVABLE -> PaymentRoutes.PAYMENTS;
                    case PAYABLE, EMPLOYEE -> PayableRoutes.PAYMENTS;
                };
        return new Candidate(Payments.PAYMENT, id, payment.getReference(), path + "/" + id);
    }

    /** Locks the items in the order of their ids and opens them again; answers the sum. */
    private static Money takeBack(
            Tx tx, Payment payment, List<PaymentAllocation> chosen, LocalDate date) {
        List<PaymentAllocation> ordered = new ArrayList<>(chosen);
        ordered.sort(Comparator.comparing(PaymentAllocation::getOpenItemId));
        Money sum = Money.zero(payment.amount().currency());
        List<OpenItem> items = new ArrayList<>();
        for (PaymentAllocation one : ordered) {
            OpenItem item =
                    tx.lock(OpenItem.class, one.getOpenItemId(), FinanceError.OPEN_ITEM_NOT_FOUND);
            tx.requireFree(List.of(item.getSourceId()));
            tx.add(one.takenBack(tx.newId(), date));
            items.add(item);
            sum = sum.plus(one.amount());
        }
        tx.flush();
        var queries = new PaymentQueries_(tx.session());
        items.forEach(item -> item.settledBy(queries.allocatedTo(item.getId())));
        return sum;
    }

    private static BigDecimal allocated(Tx tx, Payment payment) {
        return new PaymentQueries_(tx.session()).allocatedOf(payment.getId());
    }

    private static List<PaymentAllocation> allocations(Tx tx, Payment payment) {
        return new PaymentQueries_(tx.session()).allocationsOf(List.of(payment.getId()));
    }

    /** Allocations of it that were not taken back. */
    static List<PaymentAllocation> standing(Tx tx, Payment payment) {
        return standing(allocations(tx, payment));
    }

    /** Those that were not taken back. */
    private static List<PaymentAllocation> standing(List<PaymentAllocation> all) {
        Set<UUID> back = new HashSet<>();
        for (PaymentAllocation one : all) {
            UUID reverses = one.getReversesId();
            if (reverses != null) {
                back.add(reverses);
                back.add(one.getId());
            }
        }
        return all.stream().filter(it -> !back.contains(it.getId())).toList();
    }

    private static List<PaymentAllocation> chosen(
            List<PaymentAllocation> standing, List<UUID> ids) {
        Map<UUID, PaymentAllocation> known = new HashMap<>();
        standing.forEach(it -> known.put(it.getId(), it));
        Violations wrong = new Violations();
        List<PaymentAllocation> chosen = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            PaymentAllocation one = known.remove(ids.get(i));
            if (one == null) {
                wrong.add(
                        "/allocationIds/" + i,
                        "exists",
                        "is no allocation of this payment that stands, or is named twice");
            } else {
                chosen.add(one);
            }
        }
        wrong.refuse(FinanceError.INVALID_REVERSAL);
        return chosen;
    }

    private static LocalDate latest(List<PaymentAllocation> allocations, LocalDate atLeast) {
        return allocations.stream()
                .map(PaymentAllocation::getAllocationDate)
                .max(Comparator.naturalOrder())
                .filter(it -> it.isAfter(atLeast))
                .orElse(atLeast);
    }

    /** Entries that moved what it paid in advance to what was owed, and back. */
    private static List<UUID> entriesOf(Tx tx, Payment payment, List<PaymentAllocation> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        UUID id = payment.getId();
        return new PaymentQueries_(tx.session())
                .allocationEntries(
                        all.stream().map(PaymentAllocation::getAllocationDate).distinct().toList(),
                        List.of(Payments.allocationText(id), Payments.unallocationText(id)));
    }

    private static Event reversed(Payment payment, List<PaymentAllocation> standing) {
        return new PaymentReversed(
                payment.getId(), payment.getPartyId(), payment.amount(), items(standing));
    }

    private static List<UUID> ids(Collection<PaymentAllocation> allocations) {
        return allocations.stream().map(PaymentAllocation::getId).toList();
    }

    private static List<UUID> items(Collection<PaymentAllocation> allocations) {
        return allocations.stream().map(PaymentAllocation::getOpenItemId).distinct().toList();
    }

    private static ErpException notReversible(Payment payment, String why) {
        return new ErpException(FinanceError.NOT_REVERSIBLE, "payment %s %s", payment.getId(), why);
    }
}
