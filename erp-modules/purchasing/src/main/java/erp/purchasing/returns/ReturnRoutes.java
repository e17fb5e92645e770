package erp.purchasing.returns;

import static erp.purchasing.common.PurchasingPermission.INVOICES_READ;
import static erp.purchasing.common.PurchasingPermission.INVOICES_WRITE;
import static erp.purchasing.common.PurchasingPermission.RECEIPTS_READ;
import static erp.purchasing.common.PurchasingPermission.RECEIPTS_WRITE;

import erp.core.CoreError;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.finance.common.FinanceError;
import erp.inventory.common.InventoryError;
import erp.purchasing.common.PurchasingError;

import java.util.List;
import java.util.stream.Stream;

/** Goods sent back, credit and debit notes, over HTTP. */
public final class ReturnRoutes {
    private static final String RETURNS = "/api/v1/purchasing/returns";
    private static final String CREDITS = "/api/v1/purchasing/credits";

    private static final Listing<ReturnView> SENT =
            Listing.of(SupplierReturn.class)
                    .equal("orderId", "only what came for this order")
                    .equal("receiptId", "only of this receipt")
                    .equal("supplierId", "only to this supplier")
                    .range("returnDate", "dated")
                    .asAll(ReturnView.class, Returns::views);

    private static final Listing<CreditView> CREDITED =
            Listing.of(SupplierCredit.class)
                    .equal("kind", "only the supplier's, or ours")
                    .equal("supplierId", "only of this supplier")
                    .range("creditDate", "dated")
                    .asAll(CreditView.class, Credits::views);

    private final Returns returns;
    private final Credits credits;

    public ReturnRoutes(Returns returns, Credits credits) {
        this.returns = returns;
        this.credits = credits;
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(returns(), credits()).<Endpoint<?>>flatMap(List::stream).toList();
    }

    private List<Endpoint<?>> returns() {
        return List.of(
                Endpoint.post(
                                "/api/v1/purchasing/receipts/{id}/return",
                                "returnGoods",
                                "Sends goods back today; what was invoiced of them is claimed back")
                        .body(NewReturn.class)
                        .permission(RECEIPTS_WRITE)
                        .keyRequired()
                        .creates(ReturnView.class)
                        .problems(
                                PurchasingError.RECEIPT_NOT_FOUND,
                                PurchasingError.INVALID_LINES,
                                PurchasingError.OVER_RETURN,
                                FinanceError.ALREADY_REVERSED,
                                InventoryError.INSUFFICIENT_STOCK,
                                InventoryError.VALUE_AT_DATE,
                                FinanceError.NO_ACCOUNT_OF_ROLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(
                                (tx, call) ->
                                        Reply.createdIn(
                                                RETURNS, returns.send(tx, call.id(), call.body()))),
                Endpoint.get(RETURNS, "listSupplierReturns", "Goods sent back, newest first")
                        .permission(RECEIPTS_READ)
                        .list(SENT),
                Endpoint.get(RETURNS + "/{id}", "getSupplierReturn", "Goods sent back at one time")
                        .permission(RECEIPTS_READ)
                        .answers(ReturnView.class)
                        .problems(PurchasingError.RETURN_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(returns.view(tx, call.id()))),
                Endpoint.get(
                                RETURNS + "/{id}/history",
                                "getSupplierReturnHistory",
                                "Who sent it back and when")
                        .permission(RECEIPTS_READ)
                        .problems(PurchasingError.RETURN_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(
                                                SupplierReturn.TYPE,
                                                returns.view(tx, call.id()).id())));
    }

    private List<Endpoint<?>> credits() {
        return List.of(
                Endpoint.post(
                                CREDITS,
                                "enterSupplierCreditNote",
                                "Enters a supplier's credit note: pieces billed that never came, or"
                                        + " a lower price")
                        .body(NewCreditNote.class)
                        .permission(INVOICES_WRITE)
                        .keyRequired()
                        .creates(CreditView.class)
                        .problems(
                                CoreError.FUTURE_DATE,
                                PurchasingError.UNKNOWN_SUPPLIER,
                                PurchasingError.INVALID_LINES,
                                PurchasingError.OVER_CREDIT,
                                FinanceError.NO_ACCOUNT_OF_ROLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .unique(
                                "uq_purchasing_credit_number",
                                PurchasingError.INVOICE_EXISTS,
                                "/number",
                                "is there of that supplier and year already")
                        .write(
                                (tx, call) ->
                                        Reply.createdIn(CREDITS, credits.enter(tx, call.body()))),
                Endpoint.get(CREDITS, "listSupplierCredits", "Credit and debit notes, newest first")
                        .permission(INVOICES_READ)
                        .list(CREDITED),
                Endpoint.get(CREDITS + "/{id}", "getSupplierCredit", "A credit or debit note")
                        .permission(INVOICES_READ)
                        .answers(CreditView.class)
                        .problems(PurchasingError.CREDIT_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(credits.view(tx, call.id()))),
                Endpoint.get(
                                CREDITS + "/{id}/history",
                                "getSupplierCreditHistory",
                                "Who entered it and when")
                        .permission(INVOICES_READ)
                        .problems(PurchasingError.CREDIT_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(
                                                SupplierCredit.TYPE,
                                                credits.view(tx, call.id()).id())));
    }
}
