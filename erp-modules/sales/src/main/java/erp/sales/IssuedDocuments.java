package erp.sales;

import erp.core.tx.Tx;
import erp.finance.Finance;
import erp.finance.invoices.InvoiceHeader;
import erp.finance.invoices.InvoiceSource;
import erp.finance.invoices.PostedInvoice;
import erp.finance.ledger.ReversalView;
import erp.finance.ledger.Reversals;
import erp.inventory.Inventory;
import erp.inventory.shipments.Shipment;
import erp.sales.common.SalesError;
import erp.sales.documents.BilledDelivery;
import erp.sales.documents.DeliveryView;
import erp.sales.documents.InvoiceView;
import erp.sales.orders.Billing;
import erp.sales.orders.Order;

import java.util.List;
import java.util.UUID;

/** Reads deliveries and invoices. */
record IssuedDocuments(Inventory inventory, Finance finance) {
    DeliveryView delivery(Tx tx, UUID id) {
        return DeliveryView.of(shipment(tx, id), Reversals.of(tx, id).orElse(null));
    }

    Shipment shipment(Tx tx, UUID id) {
        return Sales.found(
                inventory.shipments().delivery(tx, Order.TYPE, id).orElse(null),
                SalesError.DELIVERY_NOT_FOUND,
                id);
    }

    InvoiceView invoice(Tx tx, UUID id) {
        PostedInvoice invoice = posted(tx, id);
        InvoiceHeader header = invoice.header();
        ReversalView reversal = Reversals.of(tx, id).orElse(null);
        return InvoiceView.of(
                invoice,
                finance.invoices().openAmount(tx, header),
                reversal == null ? billed(tx, header.source()) : List.of(),
                reversal);
    }

    PostedInvoice posted(Tx tx, UUID id) {
        return Sales.found(
                finance.invoices().find(tx, Billing.INVOICE, id).orElse(null),
                SalesError.INVOICE_NOT_FOUND,
                id);
    }

    /** Deliveries that an invoice bills, oldest first. */
    List<BilledDelivery> billed(Tx tx, InvoiceSource invoice) {
        Integer count = invoice.count();
        return count == null
                ? List.of()
                : billed(
                        tx,
                        invoice.id(),
                        finance.invoices().countBefore(tx, invoice, count),
                        count);
    }

    /** The same, where it is known which was counted before it. */
    List<BilledDelivery> billed(Tx tx, UUID order, int last, int count) {
        return inventory.shipments().billedBy(tx, Sales.origin(order), last, count).stream()
                .map(BilledDelivery::of)
                .toList();
    }
}
