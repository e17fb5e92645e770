package erp.purchasing;

import erp.core.http.Endpoint;
import erp.finance.Finance;
import erp.inventory.Inventory;
import erp.purchasing.agreements.Agreement;
import erp.purchasing.agreements.AgreementLine;
import erp.purchasing.agreements.AgreementRoutes;
import erp.purchasing.agreements.Agreements;
import erp.purchasing.invoices.InvoiceBlock;
import erp.purchasing.invoices.InvoiceReversals;
import erp.purchasing.invoices.SupplierInvoice;
import erp.purchasing.invoices.SupplierInvoiceLine;
import erp.purchasing.invoices.SupplierInvoiceRoutes;
import erp.purchasing.invoices.SupplierInvoices;
import erp.purchasing.matching.Match;
import erp.purchasing.matching.Matching;
import erp.purchasing.orders.OrderApproval;
import erp.purchasing.orders.OrderRevision;
import erp.purchasing.orders.PurchaseOrder;
import erp.purchasing.orders.PurchaseOrderLine;
import erp.purchasing.orders.PurchaseOrderRoutes;
import erp.purchasing.orders.PurchaseOrders;
import erp.purchasing.orders.RevisionRoutes;
import erp.purchasing.performance.PerformanceRoutes;
import erp.purchasing.policy.OrderApprovalLevel;
import erp.purchasing.policy.Policies;
import erp.purchasing.policy.PolicyRoutes;
import erp.purchasing.policy.PurchasePolicy;
import erp.purchasing.quotations.Quote;
import erp.purchasing.quotations.QuoteLine;
import erp.purchasing.quotations.Rfq;
import erp.purchasing.quotations.RfqLine;
import erp.purchasing.quotations.RfqRoutes;
import erp.purchasing.quotations.RfqSupplier;
import erp.purchasing.quotations.Rfqs;
import erp.purchasing.receipts.GoodsReceipt;
import erp.purchasing.receipts.GoodsReceiptLine;
import erp.purchasing.receipts.GoodsReceipts;
import erp.purchasing.receipts.ReceiptReversals;
import erp.purchasing.receipts.ReceiptRoutes;
import erp.purchasing.replenishment.ReorderRule;
import erp.purchasing.replenishment.ReorderRules;
import erp.purchasing.replenishment.Replenishment;
import erp.purchasing.replenishment.ReplenishmentRoutes;
import erp.purchasing.requisitions.OpenPurchases;
import erp.purchasing.requisitions.Requisition;
import erp.purchasing.requisitions.RequisitionLine;
import erp.purchasing.requisitions.RequisitionRoutes;
import erp.purchasing.requisitions.Requisitions;
import erp.purchasing.returns.CreditLine;
import erp.purchasing.returns.Credits;
import erp.purchasing.returns.ReturnRoutes;
import erp.purchasing.returns.Returns;
import erp.purchasing.returns.SupplierCredit;
import erp.purchasing.returns.SupplierReturn;
import erp.purchasing.returns.SupplierReturnLine;
import erp.purchasing.suppliers.PriceBreak;
import erp.purchasing.suppliers.Supplier;
import erp.purchasing.suppliers.SupplierItem;
import erp.purchasing.suppliers.SupplierItems;
import erp.purchasing.suppliers.SupplierRoutes;
import erp.purchasing.suppliers.Suppliers;

import java.util.List;
import java.util.stream.Stream;

/** Purchasing, wired: what {@code app} and tests make one of. */
public final class Purchasing {
    private final Policies policies = new Policies();
    private final Suppliers suppliers = new Suppliers();
    private final SupplierItems supplierItems;
    private final PurchaseOrders orders;
    private final Requisitions requisitions;
    private final ReorderRules reorderRules;
    private final Replenishment replenishment;
    private final Agreements agreements;
    private final Rfqs rfqs;
    private final GoodsReceipts receipts;
    private final ReceiptReversals receiptReversals;
    private final SupplierInvoices invoices;
    private final InvoiceReversals invoiceReversals;
    private final Credits credits;
    private final Returns returns;

    public Purchasing(Inventory inventory, Finance finance) {
        Matching matching = new Matching(finance.ledger());
        this.supplierItems = new SupplierItems(inventory, suppliers);
        this.orders =
                new PurchaseOrders(inventory, finance.taxes(), suppliers, supplierItems, policies);
        this.requisitions = new Requisitions(inventory, suppliers, supplierItems, orders);
        this.reorderRules = new ReorderRules(inventory, suppliers);
        this.replenishment = new Replenishment(inventory, requisitions, new OpenPurchases());
        this.agreements = new Agreements(inventory, finance.taxes(), suppliers, orders);
        this.rfqs = new Rfqs(inventory, suppliers, requisitions, orders);
        this.receipts = new GoodsReceipts(orders, inventory.shipments(), matching);
        this.receiptReversals =
                new ReceiptReversals(receipts, orders, inventory.shipments(), finance.reversals());
        this.invoices = new SupplierInvoices(finance, suppliers, orders, policies, matching);
        this.invoiceReversals = new InvoiceReversals(invoices, finance);
        this.credits = new Credits(finance, suppliers, orders);
        this.returns =
                new Returns(receipts, orders, matching, credits, inventory.shipments(), finance);
    }

    /** Classes that Hibernate maps. */
    public static List<Class<?>> entities() {
        return List.of(
                PurchasePolicy.class,
                OrderApprovalLevel.class,
                Supplier.class,
                SupplierItem.class,
                PriceBreak.class,
                Requisition.class,
                RequisitionLine.class,
                ReorderRule.class,
                Agreement.class,
                AgreementLine.class,
                Rfq.class,
                RfqLine.class,
                RfqSupplier.class,
                Quote.class,
                QuoteLine.class,
                PurchaseOrder.class,
                PurchaseOrderLine.class,
                OrderApproval.class,
                OrderRevision.class,
                GoodsReceipt.class,
                GoodsReceiptLine.class,
                SupplierInvoice.class,
                SupplierInvoiceLine.class,
                InvoiceBlock.class,
                Match.class,
                SupplierReturn.class,
                SupplierReturnLine.class,
                SupplierCredit.class,
                CreditLine.class);
    }

    Requisitions requisitions() {
        return requisitions;
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(
                        new PolicyRoutes(policies).endpoints(),
                        new SupplierRoutes(suppliers, supplierItems).endpoints(),
                        new RequisitionRoutes(requisitions).endpoints(),
                        new ReplenishmentRoutes(reorderRules, replenishment).endpoints(),
                        new AgreementRoutes(agreements).endpoints(),
                        new RfqRoutes(rfqs).endpoints(),
                        new PurchaseOrderRoutes(orders).endpoints(),
                        new RevisionRoutes(orders).endpoints(),
                        new ReceiptRoutes(receipts, receiptReversals).endpoints(),
                        new SupplierInvoiceRoutes(invoices, invoiceReversals).endpoints(),
                        new ReturnRoutes(returns, credits).endpoints(),
                        new PerformanceRoutes().endpoints())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }
}
