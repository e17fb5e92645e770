package erp.finance.runs;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/** An open item that a run pays, or a part of it. */
@Entity
@Table(name = "finance_payment_run_line")
public class PaymentRunLine extends CompanyRow {
    private int lineNo;
    private UUID openItemId;
    private BigDecimal amount;
    private BigDecimal discount;
    private @Nullable UUID paymentId;

    protected PaymentRunLine() {}

    PaymentRunLine(UUID id, int lineNo, UUID openItem, Money amount, Money discount) {
        super(id);
        this.lineNo = lineNo;
        this.openItemId = openItem;
        this.amount = amount.amount();
        this.discount = discount.amount();
    }

    void paidBy(UUID payment) {
        paymentId = payment;
    }

    UUID openItem() {
        return openItemId;
    }

    /** So much of the item is settled. */
    Money amount(Currency currency) {
        return new Money(amount, currency);
    }

    Money discount(Currency currency) {
        return new Money(discount, currency);
    }

    /** So much money goes out for that. */
    Money money(Currency currency) {
        return new Money(amount.subtract(discount), currency);
    }

    @Nullable UUID payment() {
        return paymentId;
    }
}
