package erp.finance;

import erp.core.Tx;

import java.util.List;
import java.util.UUID;

/** Money that comes in, and which open items it pays. */
public final class Payments {
    Payments() {}

    /**
     * Posts a payment and answers its id: bank against receivables for what is allocated, against
     * unallocated cash for the rest. Publishes {@link PaymentPosted}. Throws INVALID_PAYMENT,
     * OPEN_ITEM_NOT_FOUND, OVER_ALLOCATION and what {@link Ledger#post} throws.
     */
    public UUID post(Tx tx, NewPayment payment) {
        return Later.value(payment + " " + tx.company());
    }

    /**
     * Allocates what is unallocated of a payment, dated today. Publishes {@link PaymentPosted}.
     * Throws PAYMENT_NOT_FOUND, OVER_ALLOCATION, OPEN_ITEM_NOT_FOUND.
     */
    public void allocate(Tx tx, UUID payment, List<NewPayment.Allocation> allocations) {
        Later.value(payment + " " + allocations + tx.company());
    }
}
