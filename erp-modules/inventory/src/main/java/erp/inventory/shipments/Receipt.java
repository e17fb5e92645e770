package erp.inventory.shipments;

import erp.core.party.PartyCopy;
import erp.core.party.PartyDetails;
import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.ledger.ReversalView;
import erp.inventory.stock.Incoming;
import erp.inventory.stock.Origin;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import org.hibernate.annotations.EmbeddedColumnNaming;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** Goods that came in at one time, at a stated cost. Append-only. */
@Entity
@Table(name = "inventory_receipt")
public class Receipt extends CompanyRow {
    /** Absent, like the sender, where goods are received for no document. */
    private @Nullable String sourceType;

    private @Nullable UUID sourceId;

    @Embedded
    @EmbeddedColumnNaming("sender_%s")
    private @Nullable PartyCopy sender;

    private UUID warehouseId;
    private LocalDate receiptDate;
    private Currency currency;
    private BigDecimal value;
    private Instant createdAt;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "receipt_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<ReceiptLine> lines = new ArrayList<>();

    protected Receipt() {}

    Receipt(Tx tx, GoodsIn goods, @Nullable PartyDetails sender) {
        super(goods.id());
        Origin source = goods.source();
        if (source != null) {
            this.sourceType = source.type();
            this.sourceId = source.id();
        }
        this.sender = sender == null ? null : new PartyCopy(sender);
        this.warehouseId = goods.warehouse().value();
        this.receiptDate = goods.date();
        this.currency = tx.company().currency();
        this.value = goods.value(currency).amount();
        this.createdAt = tx.now();
        for (GoodsIn.Line line : goods.lines()) {
            lines.add(new ReceiptLine(tx.newId(), lines.size() + 1, line, currency));
        }
    }

    List<Incoming> incoming() {
        return lines.stream().map(line -> line.incoming(currency)).toList();
    }

    /** Where no document is named that it was received for, it is inventory's own. */
    public boolean isOfInventory() {
        return sourceType == null;
    }

    public LocalDate date() {
        return receiptDate;
    }

    public UUID warehouse() {
        return warehouseId;
    }

    public Money value() {
        return new Money(value, currency);
    }

    ReceiptView view() {
        return view(null);
    }

    /**
     * @param reversal null where it stands
     */
    public ReceiptView view(@Nullable ReversalView reversal) {
        return new ReceiptView(
                getId(),
                warehouseId,
                receiptDate,
                new Money(value, currency),
                lines.stream().map(line -> line.view(currency)).toList(),
                reversal,
                reversal == null ? 0 : 1);
    }
}
