package erp.purchasing.suppliers;

import erp.core.party.PartyDetails;
import erp.core.tx.Document;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;

/** A party that sells to us: its id is the party's. */
@Entity
@Table(name = "purchasing_supplier")
public class Supplier extends Document {
    private int paymentTermDays;
    private @Nullable Integer discountDays;
    private @Nullable BigDecimal discountPercent;
    private Currency currency;
    private boolean active = true;
    private Instant createdAt;

    /** A change of the party alone is a new version of the supplier too. */
    private int changes;

    protected Supplier() {}

    Supplier(UUID party, NewSupplier wanted, Currency currency, Instant createdAt) {
        super(party);
        this.currency = currency;
        this.createdAt = createdAt;
        agree(wanted);
    }

    /** Takes over what was agreed; concerns orders that are made from now on. */
    void change(NewSupplier wanted) {
        changes++;
        agree(wanted);
    }

    /** Returns whether that changed it. */
    boolean use(boolean wanted) {
        boolean changed = active != wanted;
        active = wanted;
        return changed;
    }

    boolean isActive() {
        return active;
    }

    public PaymentTerms terms() {
        return new PaymentTerms(paymentTermDays, discountDays, discountPercent);
    }

    SupplierView view(PartyDetails party) {
        return new SupplierView(
                getId(),
                party.name(),
                party.taxId(),
                party.email(),
                party.street(),
                party.street2(),
                party.postalCode(),
                party.city(),
                party.country(),
                currency,
                paymentTermDays,
                discountDays,
                discountPercent == null ? null : discountPercent.stripTrailingZeros(),
                active,
                getVersion());
    }

    private void agree(NewSupplier wanted) {
        paymentTermDays = wanted.termDays();
        discountDays = wanted.discountDays();
        BigDecimal percent = wanted.discountPercent();
        discountPercent = percent == null ? null : percent.setScale(4);
    }
}
