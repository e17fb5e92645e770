package erp.finance.payments;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;
import erp.finance.ledger.ReversalView;
import erp.finance.ledger.Reversals;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Payments as callers of one side see them. */
final class PaymentReads {
    private PaymentReads() {}

    /** A payment of that side: those of the other are none. Throws PAYMENT_NOT_FOUND. */
    static Payment require(Tx tx, UUID id, Subledger subledger) {
        return of(tx.require(Payment.class, id, FinanceError.PAYMENT_NOT_FOUND), subledger);
    }

    /** The same, locked until commit. */
    static Payment lock(Tx tx, UUID id, Subledger subledger) {
        return of(tx.lock(Payment.class, id, FinanceError.PAYMENT_NOT_FOUND), subledger);
    }

    private static Payment of(Payment payment, Subledger subledger) {
        if (payment.getSubledger() != subledger) {
            throw new ErpException(
                    FinanceError.PAYMENT_NOT_FOUND, "there is no payment %s", payment.getId());
        }
        return payment;
    }

    /**
     * A payment with what belongs to it.
     *
     * @param reversal null where it stands
     */
    record Read(
            Payment payment,
            List<PaymentAllocation> allocations,
            @Nullable ReversalView reversal) {}

    /** With what belongs to them, for all of them at once; in their order. */
    static <V> List<V> views(Tx tx, List<Payment> payments, Function<Read, V> view) {
        List<UUID> ids = payments.stream().map(Payment::getId).toList();
        Map<UUID, List<PaymentAllocation>> allocations =
                new PaymentQueries_(tx.session())
                        .allocationsOf(ids).stream()
                                .collect(Collectors.groupingBy(PaymentAllocation::getPaymentId));
        Map<UUID, ReversalView> reversed = Reversals.of(tx, ids);
        return payments.stream()
                .map(
                        it ->
                                new Read(
                                        it,
                                        allocations.getOrDefault(it.getId(), List.of()),
                                        reversed.get(it.getId())))
                .map(view)
                .toList();
    }
}
