package erp.inventory.stock;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.Quantity;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** So much of an item went from one location to another. Append-only: a mistake is moved back. */
@Entity
@Table(name = "inventory_move")
public class Move extends CompanyRow {
    @Enumerated(EnumType.STRING)
    private MoveKind kind;

    private UUID itemId;
    private UUID fromLocationId;
    private UUID toLocationId;
    private BigDecimal quantity;
    private String sourceType;
    private UUID sourceId;
    private UUID sourceLineId;
    private int lineNo;
    private LocalDate effectiveDate;
    private Instant postedAt;

    /** The move that this one takes back. */
    private @Nullable UUID reversalOf;

    protected Move() {}

    public Move(
            Tx tx,
            MoveKind kind,
            UUID from,
            UUID to,
            UUID item,
            Quantity quantity,
            Origin origin,
            UUID originLine,
            int lineNo,
            LocalDate date) {
        super(tx.newId());
        if (!quantity.isPositive() || from.equals(to)) {
            throw new IllegalArgumentException("a move needs goods and two locations");
        }
        this.kind = kind;
        this.fromLocationId = from;
        this.toLocationId = to;
        this.itemId = item;
        this.quantity = quantity.value();
        this.sourceType = origin.type();
        this.sourceId = origin.id();
        this.sourceLineId = originLine;
        this.lineNo = lineNo;
        this.effectiveDate = date;
        this.postedAt = tx.now();
    }

    /**
     * The same goods on the way back. It is of the same document, and kept as an adjustment, which
     * all versions can read.
     */
    Move mirrored(Tx tx, int number, LocalDate date) {
        var mirror =
                new Move(
                        tx,
                        MoveKind.ADJUSTMENT,
                        toLocationId,
                        fromLocationId,
                        itemId,
                        quantity(),
                        new Origin(sourceType, sourceId),
                        tx.newId(),
                        number,
                        date);
        mirror.reversalOf = getId();
        return mirror;
    }

    UUID from() {
        return fromLocationId;
    }

    UUID to() {
        return toLocationId;
    }

    int lineNo() {
        return lineNo;
    }

    public UUID itemId() {
        return itemId;
    }

    public UUID source() {
        return sourceId;
    }

    UUID sourceLine() {
        return sourceLineId;
    }

    LocalDate date() {
        return effectiveDate;
    }

    public Quantity quantity() {
        return new Quantity(quantity);
    }

    /** What an adjustment changed: more, or less where negative. */
    public Quantity difference(UUID storage) {
        return toLocationId.equals(storage) ? quantity() : quantity().negate();
    }

    /**
     * @param production the company's place of production: what moves there or from there is kept
     *     as an adjustment, which all versions can read, and shown as what it is
     */
    public MoveView view(UUID production) {
        return new MoveView(
                getId(),
                shownKind(production),
                itemId,
                fromLocationId,
                toLocationId,
                quantity(),
                sourceType,
                sourceId,
                effectiveDate,
                postedAt);
    }

    private MoveKind shownKind(UUID production) {
        if (reversalOf != null) {
            return MoveKind.REVERSAL;
        }
        if (sourceType.equals(Stock.TRANSFER)) {
            return MoveKind.TRANSFER;
        }
        if (toLocationId.equals(production)) {
            return MoveKind.CONSUMPTION;
        }
        return fromLocationId.equals(production) ? MoveKind.OUTPUT : kind;
    }
}
