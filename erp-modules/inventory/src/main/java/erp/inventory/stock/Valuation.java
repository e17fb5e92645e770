package erp.inventory.stock;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.inventory.layers.Layer;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * What a move added to a layer or took from it, negative. A layer is the sum of its valuations.
 * Append-only.
 */
@Entity
@Table(name = "inventory_valuation")
public class Valuation extends CompanyRow {
    private UUID layerId;
    private UUID moveId;
    private UUID sourceId;
    private BigDecimal quantity;

    private BigDecimal value;

    private Instant postedAt;

    protected Valuation() {}

    private Valuation(
            Tx tx, UUID layer, Move move, UUID source, BigDecimal quantity, BigDecimal value) {
        super(tx.newId());
        this.layerId = layer;
        this.moveId = move.getId();
        this.sourceId = source;
        this.quantity = quantity;
        this.value = value;
        this.postedAt = tx.now();
    }

    public static Valuation in(Tx tx, Layer layer, Move move, Origin origin, Money value) {
        return new Valuation(
                tx, layer.id(), move, origin.id(), move.quantity().value(), value.amount());
    }

    /** What takes back this one, for the move that takes back its move. */
    Valuation mirrored(Tx tx, Move mirror) {
        return new Valuation(tx, layerId, mirror, sourceId, quantity.negate(), value.negate());
    }

    UUID layer() {
        return layerId;
    }

    UUID move() {
        return moveId;
    }

    BigDecimal quantity() {
        return quantity;
    }

    BigDecimal value() {
        return value;
    }

    static Valuation out(Tx tx, Layer layer, Move move, Origin origin, Money value) {
        return new Valuation(
                tx,
                layer.id(),
                move,
                origin.id(),
                move.quantity().value().negate(),
                value.amount().negate());
    }
}
