package erp.inventory;

import static erp.inventory.InventoryRoutes.BASE;

import erp.core.CoreError;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.finance.ledger.ReversalVerb;
import erp.inventory.common.InventoryError;
import erp.inventory.common.InventoryPermission;
import erp.inventory.transfers.NewTransfer;
import erp.inventory.transfers.Transfer;
import erp.inventory.transfers.TransferView;

import java.util.List;
import java.util.UUID;

/** Transfers between warehouses, over HTTP. */
record TransferRoutes(Transfers transfers) {
    private static final String TRANSFERS = BASE + "transfers";

    private static final Listing<TransferView> LISTING =
            Listing.of(Transfer.class)
                    .equal("fromWarehouseId", "only out of this warehouse")
                    .equal("toWarehouseId", "only into this warehouse")
                    .range("transferDate", "dated")
                    .asAll(TransferView.class, TransferRoutes::views);

    List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(TRANSFERS, "listTransfers", "Transfers, newest first")
                        .permission(InventoryPermission.STOCK_READ)
                        .list(LISTING),
                Endpoint.post(
                                TRANSFERS,
                                "createTransfer",
                                "Moves goods that nobody has set aside to another warehouse")
                        .body(NewTransfer.class)
                        .permission(InventoryPermission.STOCK_WRITE)
                        .keyRequired()
                        .creates(TransferView.class)
                        .problems(
                                CoreError.FUTURE_DATE,
                                InventoryError.UNKNOWN_WAREHOUSE,
                                InventoryError.UNKNOWN_ITEM,
                                InventoryError.INVALID_LINES,
                                InventoryError.INSUFFICIENT_STOCK,
                                InventoryError.STOCK_LIMIT,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(
                                (tx, call) ->
                                        Reply.createdIn(
                                                TRANSFERS,
                                                PeriodRefusal.get(
                                                        () -> transfers.post(tx, call.body())))),
                Endpoint.get(TRANSFERS + "/{id}", "getTransfer", "One transfer")
                        .permission(InventoryPermission.STOCK_READ)
                        .answers(TransferView.class)
                        .problems(InventoryError.TRANSFER_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(view(tx, call.id()))),
                ReversalVerb.of(
                        Endpoint.post(
                                TRANSFERS + "/{id}/reverse",
                                "reverseTransfer",
                                "Moves the goods of a transfer back"),
                        InventoryPermission.STOCK_REVERSE,
                        TransferView.class,
                        transfers::reverse,
                        InventoryError.TRANSFER_NOT_FOUND,
                        InventoryError.INSUFFICIENT_STOCK));
    }

    private static TransferView view(Tx tx, UUID id) {
        Transfer transfer = tx.require(Transfer.class, id, InventoryError.TRANSFER_NOT_FOUND);
        return views(tx, List.of(transfer)).getFirst();
    }

    private static List<TransferView> views(Tx tx, List<Transfer> transfers) {
        return MovedDocuments.views(tx, transfers, Transfer::view);
    }
}
