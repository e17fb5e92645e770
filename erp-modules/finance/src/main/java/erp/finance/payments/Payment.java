package erp.finance.payments;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.core.value.Money;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Money that came in or went out, or what settles items without any; what is not allocated yet is
 * the party's to be used.
 */
@Entity
@Table(name = "finance_payment")
public class Payment extends Document {
    @Enumerated(EnumType.STRING)
    private Subledger subledger;

    @Enumerated(EnumType.STRING)
    private PaymentMethod method;

    private UUID partyId;
    private LocalDate paymentDate;
    private String reference;
    private String currency;

    @Column(precision = 19, scale = 4)
    private BigDecimal amount;

    @Column(precision = 19, scale = 4)
    private BigDecimal unallocated;

    /** What the bank kept of the amount. */
    @Column(precision = 19, scale = 4)
    private @Nullable BigDecimal fee;

    /** Who paid, where it was not the party. */
    private @Nullable String payer;

    private Instant createdAt;

    protected Payment() {}

    public Payment(UUID id, NewPayment payment, Money unallocated, Instant createdAt) {
        this(id, PaymentMethod.BANK, payment, unallocated, createdAt);
    }

    Payment(
            UUID id,
            PaymentMethod method,
            NewPayment payment,
            Money unallocated,
            Instant createdAt) {
        super(id);
        this.method = method;
        this.subledger = payment.subledger();
        this.partyId = payment.party();
        this.paymentDate = payment.date();
        this.reference = payment.reference();
        this.currency = payment.amount().currency().getCurrencyCode();
        this.amount = payment.amount().amount();
        this.unallocated = unallocated.amount();
        Money kept = payment.fee();
        this.fee = kept == null ? null : kept.amount();
        this.payer = payment.payer();
        this.createdAt = createdAt;
    }

    /** Takes so much out of the unallocated rest. Throws OVER_ALLOCATION. */
    void allocate(Money part) {
        Money rest = unallocated();
        if (part.compareTo(rest) > 0) {
            throw ErpException.field(
                    FinanceError.OVER_ALLOCATION,
                    "/allocations",
                    "sum",
                    "sum to " + part + ", and only " + rest + " of the payment is unallocated");
        }
        unallocated = rest.minus(part).amount();
    }

    /** So much of it is allocated, the rest is not. */
    void holds(BigDecimal allocated) {
        unallocated = amount.subtract(allocated);
    }

    /** Nothing of it is left to allocate. */
    void reversed() {
        unallocated = BigDecimal.ZERO;
    }

    Money amount() {
        return new Money(amount, Money.currency(currency));
    }

    public Money unallocated() {
        return new Money(unallocated, Money.currency(currency));
    }

    @Nullable Money fee() {
        return fee == null ? null : new Money(fee, Money.currency(currency));
    }

    @Nullable String getPayer() {
        return payer;
    }

    Subledger getSubledger() {
        return subledger;
    }

    PaymentMethod getMethod() {
        return method;
    }

    UUID getPartyId() {
        return partyId;
    }

    LocalDate getPaymentDate() {
        return paymentDate;
    }

    String getReference() {
        return reference;
    }
}
