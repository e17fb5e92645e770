package erp.inventory.transfers;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.finance.ledger.ReversalView;
import erp.inventory.items.Location;
import erp.inventory.stock.Move;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Goods that went from one warehouse to another; its moves are its lines. Append-only. */
@Entity
@Table(name = "inventory_transfer")
public class Transfer extends CompanyRow {
    private UUID fromWarehouseId;
    private UUID toWarehouseId;
    private LocalDate transferDate;
    private @Nullable String reason;
    private Instant createdAt;

    protected Transfer() {}

    public Transfer(Tx tx, UUID id, NewTransfer wanted, LocalDate date) {
        super(id);
        this.fromWarehouseId = wanted.fromWarehouseId();
        this.toWarehouseId = wanted.toWarehouseId();
        this.transferDate = date;
        this.reason = wanted.reason() == null ? null : wanted.reason().strip();
        this.createdAt = tx.now();
    }

    public LocalDate date() {
        return transferDate;
    }

    public UUID toWarehouse() {
        return toWarehouseId;
    }

    /** Where the goods were. */
    public UUID from() {
        return Location.main(fromWarehouseId);
    }

    /** Where they are then. */
    public UUID to() {
        return Location.main(toWarehouseId);
    }

    /**
     * @param moves those of the transfer, without what took them back
     * @param reversal null where it stands
     */
    public TransferView view(List<Move> moves, @Nullable ReversalView reversal) {
        return new TransferView(
                getId(),
                fromWarehouseId,
                toWarehouseId,
                transferDate,
                reason,
                moves.stream()
                        .map(move -> new TransferView.Line(move.itemId(), move.quantity()))
                        .toList(),
                reversal,
                reversal == null ? 0 : 1);
    }

    /** As subscribers are told. */
    public GoodsTransferred told() {
        return new GoodsTransferred(getId(), fromWarehouseId, toWarehouseId);
    }

    /** The same, of its way back. */
    public TransferReversed toldReversed() {
        return new TransferReversed(getId(), fromWarehouseId, toWarehouseId);
    }
}
