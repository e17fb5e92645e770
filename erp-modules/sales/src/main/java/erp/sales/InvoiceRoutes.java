package erp.sales;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.paging.PageRequest;
import erp.core.tx.Tx;

import java.util.List;
import java.util.UUID;

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
                        .query("customerId", UUID.class, "only invoices to this customer")
                        .query("orderId", UUID.class, "only invoices of this order")
                        .answersPage(InvoiceSummary.class)
                        .read(this::listInvoices),
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
        return Reply.ok(delivery.view()).etag(0);
    }

    private Reply listInvoices(Tx tx, Call<Void> call) {
        PageRequest page = call.page();
        List<InvoiceSummary> invoices =
                Sales.queries(tx)
                        .invoices(
                                page.before(),
                                call.query("customerId", UUID.class).orElse(null),
                                call.query("orderId", UUID.class).orElse(null),
                                page.fetch())
                        .stream()
                        .map(Invoice::summary)
                        .toList();
        return Reply.ok(page.page(invoices, InvoiceSummary::id));
    }

    private Reply getInvoice(Tx tx, Call<Void> call) {
        Invoice invoice =
                Sales.found(
                        Sales.queries(tx).invoice(call.id()).getSingleResultOrNull(),
                        SalesError.INVOICE_NOT_FOUND,
                        call.id());
        return Reply.ok(invoice.view(sales.owed(tx, invoice), invoice.deliveries(tx))).etag(0);
    }
}
