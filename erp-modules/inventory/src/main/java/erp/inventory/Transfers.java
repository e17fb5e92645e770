package erp.inventory;

import erp.core.tx.Tx;
import erp.finance.ledger.NewReversal;
import erp.finance.ledger.Reversals;
import erp.inventory.common.InventoryError;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.shipments.Shipments;
import erp.inventory.stock.Origin;
import erp.inventory.stock.Stock;
import erp.inventory.stock.StockLine;
import erp.inventory.transfers.NewTransfer;
import erp.inventory.transfers.Transfer;
import erp.inventory.transfers.TransferView;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Goods that go from one warehouse of the company to another, and back. */
final class Transfers {
    private final Inventory inventory;
    private final Stock stock;
    private final Reversals reversals;
    private final Shipments shipments;

    Transfers(Inventory inventory, Stock stock, Reversals reversals, Shipments shipments) {
        this.inventory = inventory;
        this.stock = stock;
        this.reversals = reversals;
        this.shipments = shipments;
    }

    /**
     * Moves goods that nobody has set aside. Throws FUTURE_DATE, UNKNOWN_WAREHOUSE, UNKNOWN_ITEM,
     * INVALID_LINES, INSUFFICIENT_STOCK, STOCK_LIMIT, NO_PERIOD, PERIOD_CLOSED.
     */
    TransferView post(Tx tx, NewTransfer wanted) {
        LocalDate date = tx.documentDate(wanted.date(), "/date");
        inventory.requireWarehouse(
                tx, new WarehouseId(wanted.fromWarehouseId()), "/fromWarehouseId");
        inventory.requireWarehouse(tx, new WarehouseId(wanted.toWarehouseId()), "/toWarehouseId");
        Inventory.requireOnce(
                tx, wanted.lines().stream().map(line -> new ItemId(line.itemId())).toList());
        Transfer transfer = new Transfer(tx, tx.newId(), wanted, date);
        tx.posted(
                Inventory.TRANSFER,
                tx.add(transfer),
                "transfer",
                Map.of("lines", wanted.lines().size()),
                transfer.told());
        tx.posted("inventory", "transfer");
        stock.transfer(
                tx,
                new Origin(Inventory.TRANSFER, transfer.getId()),
                date,
                transfer.from(),
                transfer.to(),
                lines(tx, wanted));
        return transfer.view(Inventory.queries(tx).movesOf(transfer.getId()), null);
    }

    private static List<StockLine> lines(Tx tx, NewTransfer wanted) {
        List<StockLine> lines = new ArrayList<>();
        for (NewTransfer.Line line : wanted.lines()) {
            lines.add(
                    new StockLine(
                            tx.newId(),
                            "/lines/" + lines.size() + "/quantity",
                            new ItemId(line.itemId()),
                            line.quantity()));
        }
        return lines;
    }

    /**
     * Moves the goods back. Throws TRANSFER_NOT_FOUND and what {@link Reversals} and stock throw.
     *
     * @param expect is told the version and refuses a stale one
     */
    TransferView reverse(Tx tx, UUID id, NewReversal wanted, LongConsumer expect) {
        Transfer transfer = tx.require(Transfer.class, id, InventoryError.TRANSFER_NOT_FOUND);
        expect.accept(Reversals.isReversed(tx, id) ? 1 : 0);
        var begun = reversals.begin(tx, Inventory.TRANSFER, id, wanted, transfer.date());
        tx.publish(transfer.toldReversed());
        tx.posted("inventory", "reversal");
        shipments.moveBack(tx, begun, new WarehouseId(transfer.toWarehouse()));
        reversals.post(tx, begun);
        return transfer.view(Inventory.queries(tx).movesOf(id), begun.view());
    }
}
