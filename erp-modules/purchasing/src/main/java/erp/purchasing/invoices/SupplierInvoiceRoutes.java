package erp.purchasing.invoices;

import static erp.purchasing.common.PurchasingPermission.INVOICES_READ;
import static erp.purchasing.common.PurchasingPermission.INVOICES_RELEASE;
import static erp.purchasing.common.PurchasingPermission.INVOICES_REVERSE;
import static erp.purchasing.common.PurchasingPermission.INVOICES_WRITE;

import erp.core.CoreError;
import erp.core.ErrorCode;
import erp.core.http.Endpoint;
import erp.core.http.EndpointDraft;
import erp.core.http.Reply;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.finance.common.FinanceError;
import erp.finance.ledger.ReversalVerb;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.common.Reason;

import java.util.List;
import java.util.stream.Stream;

/** Suppliers' invoices over HTTP. */
public final class SupplierInvoiceRoutes {
    public static final String PATH = "/api/v1/purchasing/invoices";

    private static final Listing<SupplierInvoiceSummary> LISTING =
            Listing.of(SupplierInvoice.class)
                    .select(
                            SupplierInvoiceSummary.class,
                            "id, supplierId, number, state, invoiceDate, dueDate, total, currency,"
                                    + " version")
                    .equal("state", "only invoices in this state; reversed ones are with REJECTED")
                    .equal("supplierId", "only invoices of this supplier")
                    .prefix("number", "number", "whose number begins so")
                    .range("invoiceDate", "dated")
                    .sort("date", "invoiceDate")
                    .asAll(SupplierInvoiceSummary.class, SupplierInvoiceSummary::withReversals);

    private final SupplierInvoices invoices;
    private final InvoiceReversals reversals;

    public SupplierInvoiceRoutes(SupplierInvoices invoices, InvoiceReversals reversals) {
        this.invoices = invoices;
        this.reversals = reversals;
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(reads(), List.of(entry()), decisions())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    private List<Endpoint<?>> reads() {
        return List.of(
                Endpoint.get(PATH, "listSupplierInvoices", "Suppliers' invoices, newest first")
                        .permission(INVOICES_READ)
                        .list(LISTING),
                Endpoint.get(PATH + "/{id}", "getSupplierInvoice", "One invoice, and why not")
                        .permission(INVOICES_READ)
                        .answers(SupplierInvoiceView.class)
                        .problems(PurchasingError.INVOICE_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(invoices.view(tx, call.id()))),
                Endpoint.get(
                                PATH + "/{id}/history",
                                "getSupplierInvoiceHistory",
                                "Who entered, released or rejected it, newest first")
                        .permission(INVOICES_READ)
                        .problems(PurchasingError.INVOICE_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(
                                                SupplierInvoice.TYPE,
                                                invoices.require(tx, call.id()).getId())));
    }

    private Endpoint<?> entry() {
        return Endpoint.post(
                        PATH,
                        "enterSupplierInvoice",
                        "Enters an invoice: posted where it matches, else blocked")
                .body(NewSupplierInvoice.class)
                .permission(INVOICES_WRITE)
                .keyRequired()
                .creates(SupplierInvoiceView.class)
                .problems(
                        CoreError.FUTURE_DATE,
                        PurchasingError.UNKNOWN_SUPPLIER,
                        PurchasingError.UNKNOWN_TAX_CODE,
                        PurchasingError.INVALID_LINES,
                        PurchasingError.INVALID_INVOICE)
                .problems(posting())
                .unique(
                        "uq_purchasing_invoice_number",
                        PurchasingError.INVOICE_EXISTS,
                        "/number",
                        "is there of that supplier and year already")
                .write((tx, call) -> Reply.createdIn(PATH, invoices.enter(tx, call.body())));
    }

    private List<Endpoint<?>> decisions() {
        return List.of(
                acting("match", "Compares a blocked invoice again, with what has come since")
                        .permission(INVOICES_WRITE)
                        .problems(posting())
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                invoices.match(
                                                        tx, call.id(), call::expectVersion))),
                acting("release", "Posts a blocked invoice as it is; not by whoever entered it")
                        .body(Reason.class)
                        .permission(INVOICES_RELEASE)
                        .versionNeeded()
                        .problems(PurchasingError.OWN_DOCUMENT)
                        .problems(posting())
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                invoices.release(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))),
                ReversalVerb.of(
                        acting("reverse", "Takes back a posted invoice: its number is free again"),
                        INVOICES_REVERSE,
                        SupplierInvoiceView.class,
                        reversals::reverse,
                        PurchasingError.INVOICE_CREDITED,
                        FinanceError.STILL_ALLOCATED),
                acting("reject", "Sends a blocked invoice back: its number is free again")
                        .body(Reason.class)
                        .permission(INVOICES_WRITE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                invoices.reject(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))));
    }

    private static ErrorCode[] posting() {
        return new ErrorCode[] {
            PurchasingError.ORDER_STATE,
            PurchasingError.OVER_INVOICING,
            FinanceError.NO_ACCOUNT_OF_ROLE,
            FinanceError.NO_PERIOD,
            FinanceError.PERIOD_CLOSED
        };
    }

    private static EndpointDraft<Void> acting(String verb, String summary) {
        return Endpoint.post(PATH + "/{id}/" + verb, verb + "SupplierInvoice", summary)
                .keyRequired()
                .answers(SupplierInvoiceView.class)
                .problems(PurchasingError.INVOICE_NOT_FOUND, PurchasingError.INVOICE_STATE);
    }
}
