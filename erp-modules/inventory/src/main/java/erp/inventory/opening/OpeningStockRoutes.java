package erp.inventory.opening;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;
import erp.finance.common.FinancePermission;
import erp.finance.opening.OpeningView;
import erp.inventory.common.InventoryError;

import java.util.List;

/** The stock of the opening run over HTTP; it goes by the run's version and rights. */
public final class OpeningStockRoutes {
    private static final String PATH = "/api/v1/inventory/opening-stock";

    private final OpeningStock stock;

    public OpeningStockRoutes(OpeningStock stock) {
        this.stock = stock;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(PATH, "getOpeningStock", "Stock at the opening, as it was put")
                        .permission(FinancePermission.OPENING_READ)
                        .answers(NewOpeningStock.class)
                        .read((tx, _) -> Reply.ok(stock.view(tx)).etag(stock.version(tx))),
                Endpoint.put(PATH, "putOpeningStock", "Replaces the stock at the opening")
                        .body(NewOpeningStock.class)
                        .permission(FinancePermission.OPENING_WRITE)
                        .versionNeeded()
                        .answers(OpeningView.class)
                        .problems(
                                FinanceError.OPENING_NOT_STARTED,
                                FinanceError.OPENING_CLOSED,
                                FinanceError.INVALID_OPENING,
                                InventoryError.UNKNOWN_ITEM,
                                InventoryError.INVALID_LINES)
                        .write(this::put));
    }

    private Reply put(Tx tx, Call<NewOpeningStock> call) {
        OpeningView opening = stock.put(tx, call.body(), call::expectVersion);
        return Reply.ok(opening).etag(opening.version());
    }
}
