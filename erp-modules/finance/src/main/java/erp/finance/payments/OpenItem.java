package erp.finance.payments;

import erp.core.tx.Document;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Subledger;
import erp.finance.ledger.Reversals;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An amount owed. Only {@link Allocations} lowers what is open, by one statement that also checks.
 */
@Entity
@Table(name = "finance_open_item")
public class OpenItem extends Document {
    /** Source type of an item of the old books. */
    public static final String OPENED = "finance.opening-item";

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private Subledger subledger;

    private UUID partyId;
    private String sourceType;
    private UUID sourceId;
    private String posting;
    private String reference;
    private LocalDate itemDate;
    private LocalDate dueDate;
    private String currency;

    @Column(precision = 19, scale = 4)
    private BigDecimal amount;

    @Column(precision = 19, scale = 4)
    private BigDecimal openAmount;

    private @Nullable LocalDate discountDate;

    @Column(precision = 19, scale = 4)
    private @Nullable BigDecimal discountAmount;

    protected OpenItem() {}

    public OpenItem(UUID id, NewItem item) {
        super(id);
        this.subledger = item.subledger();
        this.partyId = item.party();
        this.sourceType = item.source().type();
        this.sourceId = item.source().id();
        this.posting = item.source().posting();
        this.reference = item.reference();
        this.itemDate = item.date();
        this.dueDate = item.due();
        this.currency = item.amount().currency().getCurrencyCode();
        this.amount = item.amount().amount();
        this.openAmount = item.amount().amount();
        Discount discount = item.discount();
        if (discount != null) {
            this.discountDate = discount.until();
            this.discountAmount = discount.amount().amount();
        }
    }

    /** So much of it is paid, the rest is open. */
    void settledBy(BigDecimal paid) {
        openAmount = amount.subtract(paid);
    }

    /** Its document was taken back. */
    void closed() {
        openAmount = BigDecimal.ZERO;
    }

    UUID getSourceId() {
        return sourceId;
    }

    UUID getPartyId() {
        return partyId;
    }

    Subledger getSubledger() {
        return subledger;
    }

    LocalDate getItemDate() {
        return itemDate;
    }

    String getReference() {
        return reference;
    }

    Money amount() {
        return new Money(amount, Money.currency(currency));
    }

    Money openAmount() {
        return new Money(openAmount, Money.currency(currency));
    }

    /** As others see them, in their order. */
    static List<Item> views(Tx tx, List<OpenItem> items) {
        Set<UUID> reversed =
                Reversals.of(tx, items.stream().map(OpenItem::getSourceId).toList()).keySet();
        return items.stream().map(it -> it.view(reversed.contains(it.sourceId))).toList();
    }

    private Item view(boolean isReversed) {
        return new Item(
                getId(),
                partyId,
                sourceType,
                sourceId,
                reference,
                itemDate,
                dueDate,
                amount(),
                openAmount(),
                state(isReversed),
                discount());
    }

    private Item.State state(boolean isReversed) {
        if (openAmount.signum() > 0) {
            return Item.State.OPEN;
        }
        return isReversed ? Item.State.REVERSED : Item.State.PAID;
    }

    private @Nullable Discount discount() {
        return discountDate == null || discountAmount == null
                ? null
                : new Discount(discountDate, new Money(discountAmount, Money.currency(currency)));
    }
}
