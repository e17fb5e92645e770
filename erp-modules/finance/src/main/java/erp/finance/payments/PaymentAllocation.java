package erp.finance.payments;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** Part of a payment that pays an open item. Append-only. */
@Entity
@Immutable
@Table(name = "finance_allocation")
public class PaymentAllocation extends CompanyRow {
    private UUID paymentId;
    private UUID openItemId;
    private LocalDate allocationDate;
    private String currency;

    @Column(precision = 19, scale = 4)
    private BigDecimal amount;

    /** The allocation that this one, its negative, takes back. */
    private @Nullable UUID reversesId;

    protected PaymentAllocation() {}

    PaymentAllocation(UUID id, UUID paymentId, UUID openItemId, LocalDate date, Money amount) {
        super(id);
        this.paymentId = paymentId;
        this.openItemId = openItemId;
        this.allocationDate = date;
        this.currency = amount.currency().getCurrencyCode();
        this.amount = amount.amount();
    }

    PaymentAllocation takenBack(UUID id, LocalDate date) {
        var negative = new PaymentAllocation(id, paymentId, openItemId, date, amount().negate());
        negative.reversesId = getId();
        return negative;
    }

    @Nullable UUID getReversesId() {
        return reversesId;
    }

    UUID getPaymentId() {
        return paymentId;
    }

    UUID getOpenItemId() {
        return openItemId;
    }

    LocalDate getAllocationDate() {
        return allocationDate;
    }

    Money amount() {
        return new Money(amount, Money.currency(currency));
    }
}
