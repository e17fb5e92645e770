package erp.sales.documents;

import erp.core.value.Money;

/** How far an invoice is paid; derived from what is still owed for it. */
public enum PaymentState {
    UNPAID,
    PARTLY_PAID,
    PAID,
    /** The invoice was taken back: nothing is owed. */
    REVERSED;

    static PaymentState of(Money total, Money open) {
        if (open.isZero()) {
            return PAID;
        }
        return open.equals(total) ? UNPAID : PARTLY_PAID;
    }
}
