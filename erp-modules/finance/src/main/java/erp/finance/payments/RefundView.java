package erp.finance.payments;

import erp.core.http.Versioned;
import erp.core.value.Money;
import erp.finance.ledger.ReversalView;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Money that went back to a customer.
 *
 * @param paymentId what it gave back
 * @param reversal null where it stands
 */
record RefundView(
        UUID id,
        UUID paymentId,
        UUID customerId,
        LocalDate date,
        String reference,
        Money amount,
        @Nullable ReversalView reversal)
        implements Versioned {
    @Override
    public long version() {
        return reversal == null ? 0 : 1;
    }
}
