package erp.purchasing.suppliers;

import erp.core.Violations;
import erp.core.tx.Document;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a supplier sells of an item: its number, its prices, and how it can be had. */
@Entity
@Table(name = "purchasing_supplier_item")
public class SupplierItem extends Document {
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(12);

    private UUID supplierId;
    private UUID itemId;
    private @Nullable String supplierNumber;
    private @Nullable BigDecimal minimumQuantity;
    private @Nullable BigDecimal multiple;
    private int leadTimeDays;
    private Instant createdAt;

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "supplier_item_id", nullable = false, updatable = false)
    @OrderBy("fromQuantity")
    private List<PriceBreak> prices = new ArrayList<>();

    protected SupplierItem() {}

    SupplierItem(Tx tx, NewSupplierItem wanted) {
        super(tx.newId());
        this.supplierId = wanted.supplierId();
        this.itemId = wanted.itemId();
        this.createdAt = tx.now();
        agree(tx, wanted);
    }

    /** Supplier and item stay: another pair is another supplier item. */
    void change(Tx tx, NewSupplierItem wanted) {
        prices.clear();
        tx.flush(); // the quantities are free before others take them
        agree(tx, wanted);
    }

    boolean isOf(NewSupplierItem wanted) {
        return supplierId.equals(wanted.supplierId()) && itemId.equals(wanted.itemId());
    }

    public UUID supplierId() {
        return supplierId;
    }

    public UUID itemId() {
        return itemId;
    }

    public int leadTimeDays() {
        return leadTimeDays;
    }

    /** What one piece costs where so many are bought at once; nothing where nobody has said. */
    public Optional<UnitPrice> price(Quantity quantity) {
        return prices.stream()
                .filter(it -> !it.from().exceeds(quantity))
                .reduce((_, later) -> later)
                .map(PriceBreak::unitPrice);
    }

    /** Finds what is wrong with a quantity that is to be ordered. */
    public void check(Quantity quantity, String pointer, Violations wrong) {
        if (minimumQuantity != null && quantity.value().compareTo(minimumQuantity) < 0) {
            wrong.add(
                    pointer,
                    "minimum",
                    "must be at least " + plain(minimumQuantity) + ", the supplier's minimum");
        } else if (multiple != null && quantity.value().remainder(multiple).signum() != 0) {
            wrong.add(pointer, "multiple", "must be a multiple of " + plain(multiple));
        }
    }

    /** The least quantity that can be ordered and covers what is wanted, if there is one. */
    public Quantity atLeast(Quantity wanted) {
        BigDecimal least =
                minimumQuantity == null ? wanted.value() : wanted.value().max(minimumQuantity);
        if (multiple != null) {
            BigDecimal rest = least.remainder(multiple);
            least = rest.signum() == 0 ? least : least.subtract(rest).add(multiple);
        }
        return least.compareTo(LIMIT) < 0 ? new Quantity(least) : wanted;
    }

    SupplierItemView view() {
        return new SupplierItemView(
                getId(),
                supplierId,
                itemId,
                supplierNumber,
                minimumQuantity == null ? null : new Quantity(minimumQuantity),
                multiple == null ? null : new Quantity(multiple),
                leadTimeDays,
                prices.stream()
                        .map(it -> new SupplierItemView.Price(it.from(), it.unitPrice()))
                        .toList(),
                getVersion());
    }

    private void agree(Tx tx, NewSupplierItem wanted) {
        supplierNumber = wanted.supplierNumber();
        minimumQuantity =
                wanted.minimumQuantity() == null ? null : wanted.minimumQuantity().value();
        multiple = wanted.multiple() == null ? null : wanted.multiple().value();
        leadTimeDays = wanted.leadDays();
        wanted.prices().stream()
                .sorted((a, b) -> a.from().compareTo(b.from()))
                .forEach(price -> prices.add(new PriceBreak(tx.newId(), price)));
    }

    private static String plain(BigDecimal quantity) {
        return new Quantity(quantity).toString();
    }
}
