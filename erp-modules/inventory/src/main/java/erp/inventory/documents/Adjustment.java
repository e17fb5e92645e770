package erp.inventory.documents;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.ledger.ReversalView;
import erp.inventory.items.Location;
import erp.inventory.stock.Move;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** A correction of stock, by a count or by hand; its moves are its lines. Append-only. */
@Entity
@Table(name = "inventory_adjustment")
public class Adjustment extends CompanyRow {
    private UUID warehouseId;
    private LocalDate adjustmentDate;
    private String reason;
    private Currency currency;
    private BigDecimal value;
    private Instant createdAt;

    protected Adjustment() {}

    /**
     * @param value what the stock is worth more by it, or less where negative
     */
    public Adjustment(Tx tx, UUID id, UUID warehouse, LocalDate date, String reason, Money value) {
        super(id);
        this.warehouseId = warehouse;
        this.adjustmentDate = date;
        this.reason = reason;
        this.currency = value.currency();
        this.value = value.amount();
        this.createdAt = tx.now();
    }

    public UUID warehouse() {
        return warehouseId;
    }

    public LocalDate date() {
        return adjustmentDate;
    }

    public Money value() {
        return new Money(value, currency);
    }

    /**
     * @param moves those of the adjustment, without what took them back
     * @param reversal null where it stands
     */
    public AdjustmentView view(List<Move> moves, @Nullable ReversalView reversal) {
        return new AdjustmentView(
                getId(),
                warehouseId,
                adjustmentDate,
                reason,
                new Money(value, currency),
                moves.stream()
                        .map(
                                move ->
                                        new AdjustmentView.Line(
                                                move.itemId(),
                                                move.difference(Location.main(warehouseId))))
                        .toList(),
                reversal,
                reversal == null ? 0 : 1);
    }
}
