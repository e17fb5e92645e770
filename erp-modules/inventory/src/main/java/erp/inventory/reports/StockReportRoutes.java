package erp.inventory.reports;

import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.finance.common.FinancePermission;

import java.time.LocalDate;
import java.util.List;

/** What stock is worth, over HTTP: a report for who reads the books. */
public final class StockReportRoutes {

    public List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/v1/inventory/stock-value",
                                "getStockValue",
                                "Quantity and value of every item at the end of a day")
                        .permission(FinancePermission.JOURNAL_READ)
                        .query("date", LocalDate.class, "last day counted; today where absent")
                        .answersTable(StockValue.class)
                        .readAtOnce(
                                (tx, call) ->
                                        Reply.ok(
                                                StockValue.of(
                                                        tx,
                                                        call.query("date", LocalDate.class)
                                                                .orElse(tx.today())))));
    }
}
