package erp.sales;

import erp.core.Document;
import erp.core.value.Money;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;

/**
 * A party that buys: its id is the party's. Its row is what confirmations lock that are checked
 * against a credit limit.
 */
@Entity
@Table(name = "sales_customer")
class Customer extends Document {
    private String name;
    private int paymentTermDays;
    private @Nullable BigDecimal creditLimit;
    private Instant createdAt;

    protected Customer() {}

    Customer(UUID party, NewCustomer wanted, Instant createdAt) {
        super(party);
        this.name = wanted.name().strip();
        this.paymentTermDays = wanted.termDays();
        this.creditLimit = wanted.creditLimit() == null ? null : wanted.creditLimit().amount();
        this.createdAt = createdAt;
    }

    int paymentTermDays() {
        return paymentTermDays;
    }

    /** What orders and open invoices may come to, if it is limited. */
    Optional<Money> creditLimit(Currency currency) {
        return Optional.ofNullable(creditLimit).map(amount -> new Money(amount, currency));
    }

    CustomerView view(Currency currency) {
        return new CustomerView(
                getId(), name, paymentTermDays, creditLimit(currency).orElse(null), getVersion());
    }
}
