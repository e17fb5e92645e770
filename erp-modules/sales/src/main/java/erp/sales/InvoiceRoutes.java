package erp.sales;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;
import erp.finance.invoices.Invoice;
import erp.finance.invoices.Invoices;
import erp.finance.ledger.ReversalVerb;
import erp.sales.common.SalesError;
import erp.sales.common.SalesPermission;
import erp.sales.documents.DeliveryView;
import erp.sales.documents.InvoiceSummary;
import erp.sales.documents.InvoiceView;
import erp.sales.orders.Billing;

import java.util.List;

/** Deliveries and invoices as documents, over HTTP. */
final class InvoiceRoutes {
    static final String DELIVERIES = "/api/v1/sales/deliveries";
    static final String INVOICES = "/api/v1/sales/invoices";

    private static final Listing<InvoiceSummary> LISTING =
            Invoices.listing(Billing.INVOICE)
                    .equal("customerId", "partyId", "only invoices to this customer")
                    .equal("orderId", "sourceId", "only invoices of this order")
                    .range("invoiceDate", "dated")
                    .asAll(
                            InvoiceSummary.class,
                            (tx, rows) ->
                                    InvoiceSummary.of(
                                            tx, rows.stream().map(Invoice::header).toList()));

    private final Sales sales;

    InvoiceRoutes(Sales sales) {
        this.sales = sales;
    }

    List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(DELIVERIES + "/{id}", "getDelivery", "One delivery")
                        .permission(SalesPermission.ORDERS_READ)
                        .answers(DeliveryView.class)
                        .problems(SalesError.DELIVERY_NOT_FOUND)
                        .read(this::getDelivery),
                Endpoint.get(INVOICES, "listInvoices", "Invoices, newest first")
                        .permission(SalesPermission.INVOICES_READ)
                        .list(LISTING),
                Endpoint.get(INVOICES + "/{id}", "getInvoice", "One invoice and what is owed")
                        .permission(SalesPermission.INVOICES_READ)
                        .answers(InvoiceView.class)
                        .problems(SalesError.INVOICE_NOT_FOUND)
                        .read(this::getInvoice),
                ReversalVerb.of(
                        Endpoint.post(
                                DELIVERIES + "/{id}/reverse",
                                "reverseDelivery",
                                "Takes back a delivery: its goods are in stock again at what they"
                                        + " cost"),
                        SalesPermission.DELIVERIES_REVERSE,
                        DeliveryView.class,
                        sales.reversals()::delivery,
                        SalesError.DELIVERY_NOT_FOUND,
                        SalesError.STILL_INVOICED),
                ReversalVerb.of(
                        Endpoint.post(
                                INVOICES + "/{id}/reverse",
                                "reverseInvoice",
                                "Takes back an invoice in full; the latest of an order is first"),
                        SalesPermission.INVOICES_REVERSE,
                        InvoiceView.class,
                        sales.reversals()::invoice,
                        SalesError.INVOICE_NOT_FOUND,
                        SalesError.LATER_INVOICE,
                        FinanceError.STILL_ALLOCATED));
    }

    private Reply getDelivery(Tx tx, Call<Void> call) {
        return Reply.ok(sales.issued().delivery(tx, call.id()));
    }

    private Reply getInvoice(Tx tx, Call<Void> call) {
        return Reply.ok(sales.issued().invoice(tx, call.id()));
    }
}
