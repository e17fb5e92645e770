package erp.sales;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.tx.Tx;

import java.util.List;

/** Deliveries and invoices as documents, over HTTP. */
final class InvoiceRoutes {
    static final String DELIVERIES = "/api/v1/sales/deliveries";
    static final String INVOICES = "/api/v1/sales/invoices";

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
                        .list(
                                Listing.of(Invoice.class)
                                        .equal("customerId", "only invoices to this customer")
                                        .equal("orderId", "only invoices of this order")
                                        .range("invoiceDate", "dated")
                                        .as(InvoiceSummary.class, Invoice::summary)),
                Endpoint.get(INVOICES + "/{id}", "getInvoice", "One invoice and what is owed")
                        .permission(SalesPermission.INVOICES_READ)
                        .answers(InvoiceView.class)
                        .problems(SalesError.INVOICE_NOT_FOUND)
                        .read(this::getInvoice));
    }

    private Reply getDelivery(Tx tx, Call<Void> call) {
        Delivery delivery =
                Sales.found(
                        Sales.queries(tx).delivery(call.id()).getSingleResultOrNull(),
                        SalesError.DELIVERY_NOT_FOUND,
                        call.id());
        return Reply.ok(delivery.view());
    }

    private Reply getInvoice(Tx tx, Call<Void> call) {
        Invoice invoice =
                Sales.found(
                        Sales.queries(tx).invoice(call.id()).getSingleResultOrNull(),
                        SalesError.INVOICE_NOT_FOUND,
                        call.id());
        return Reply.ok(invoice.view(sales.owed(tx, invoice), invoice.deliveries(tx)));
    }
}
