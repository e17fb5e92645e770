package erp.sales.customers;

import erp.core.party.PartyDetails;
import erp.core.tx.Document;
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
public class Customer extends Document {
    private int paymentTermDays;
    private @Nullable BigDecimal creditLimit;
    private Instant createdAt;

    /** A change of the party alone is a new version of the customer too. */
    private int changes;

    protected Customer() {}

    Customer(UUID party, NewCustomer wanted, Instant createdAt) {
        super(party);
        this.createdAt = createdAt;
        agree(wanted);
    }

    /** Takes over what was agreed; concerns orders that are confirmed from now on. */
    void change(NewCustomer wanted) {
        changes++;
        agree(wanted);
    }

    public int paymentTermDays() {
        return paymentTermDays;
    }

    /** What orders and open invoices may come to, if it is limited. */
    public Optional<Money> creditLimit(Currency currency) {
        return Optional.ofNullable(creditLimit).map(amount -> new Money(amount, currency));
    }

    CustomerView view(PartyDetails party, Currency currency) {
        return new CustomerView(
                getId(),
                party.name(),
                party.taxId(),
                party.email(),
                party.street(),
                party.street2(),
                party.postalCode(),
                party.city(),
                party.country(),
                paymentTermDays,
                creditLimit(currency).orElse(null),
                getVersion());
    }

    private void agree(NewCustomer wanted) {
        paymentTermDays = wanted.termDays();
        creditLimit = wanted.creditLimit() == null ? null : wanted.creditLimit().amount();
    }
}
