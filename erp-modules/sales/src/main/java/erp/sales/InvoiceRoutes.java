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
        return Reply.ok(sales.delivery(tx, call.id())).etag(0);
    }

    private Reply listInvoices(Tx tx, Call<Void> call) {
        PageRequest page = call.page();
        List<InvoiceSummary> invoices =
                sales.invoices(
                        tx,
                        call.query("customerId", UUID.class).orElse(null),
                        call.query("orderId", UUID.class).orElse(null),
                        page);
        return Reply.ok(page.page(invoices, InvoiceSummary::id));
    }

    private Reply getInvoice(Tx tx, Call<Void> call) {
        return Reply.ok(sales.invoice(tx, call.id())).etag(0);
    }
}
