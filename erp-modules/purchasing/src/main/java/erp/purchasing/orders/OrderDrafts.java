package erp.purchasing.orders;

import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.UnitPrice;
import erp.finance.tax.TaxCode;
import erp.finance.tax.Taxes;
import erp.inventory.Inventory;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.purchasing.common.Limits;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.suppliers.Supplier;
import erp.purchasing.suppliers.SupplierItem;
import erp.purchasing.suppliers.SupplierItems;
import erp.purchasing.suppliers.Suppliers;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds what orders are about: supplier, goods, prices and taxes exist, and can be had. */
final class OrderDrafts {
    private final Inventory inventory;
    private final Taxes taxes;
    private final Suppliers suppliers;
    private final SupplierItems supplierItems;

    OrderDrafts(
            Inventory inventory, Taxes taxes, Suppliers suppliers, SupplierItems supplierItems) {
        this.inventory = inventory;
        this.taxes = taxes;
        this.suppliers = suppliers;
        this.supplierItems = supplierItems;
    }

    /**
     * Whom it is ordered from. Throws UNKNOWN_SUPPLIER, INACTIVE_SUPPLIER, CURRENCY and inventory's
     * for the warehouse.
     */
    Supplier supplier(Tx tx, NewPurchaseOrder wanted) {
        if (wanted.currency() != null) {
            Violations wrong = new Violations();
            tx.company().checkCurrency(wanted.currency(), "/currency", wrong);
            wrong.refuse(PurchasingError.CURRENCY);
        }
        Supplier supplier = suppliers.active(tx, wanted.supplierId(), "/supplierId");
        inventory.requireWarehouse(tx, new WarehouseId(wanted.warehouseId()), "/warehouseId");
        return supplier;
    }

    /** Its lines. Throws UNKNOWN_TAX_CODE, INVALID_LINES and inventory's for the items. */
    List<Priced> lines(Tx tx, UUID supplier, List<NewPurchaseOrder.Line> wanted) {
        return lines(tx, supplier, wanted, List.of());
    }

    /**
     * The same, where some dates were agreed before.
     *
     * @param agreed dates by line, which may have passed; none for the lines beyond
     */
    List<Priced> lines(
            Tx tx, UUID supplier, List<NewPurchaseOrder.Line> wanted, List<LocalDate> agreed) {
        List<UUID> items = wanted.stream().map(NewPurchaseOrder.Line::itemId).toList();
        inventory.requireItems(
                tx, items.stream().map(ItemId::new).toList(), i -> "/lines/" + i + "/itemId");
        Map<String, TaxCode> codes =
                taxes.named(
                        tx,
                        wanted.stream().map(NewPurchaseOrder.Line::taxCodeOrDefault).toList(),
                        PurchasingError.UNKNOWN_TAX_CODE,
                        i -> "/lines/" + i + "/taxCode");
        Map<UUID, SupplierItem> sold =
                supplierItems.of(tx, supplier, items.stream().distinct().toList());
        Violations wrong = new Violations();
        List<Priced> lines = new ArrayList<>();
        BigDecimal worth = BigDecimal.ZERO;
        for (int i = 0; i < wanted.size(); i++) {
            NewPurchaseOrder.Line line = wanted.get(i);
            String at = "/lines/" + i;
            Priced priced = priced(tx, line, sold.get(line.itemId()), codes, at, wrong);
            LocalDate due = priced.dueDate();
            wrong.addIf(
                    due.isBefore(tx.today()) && !(i < agreed.size() && due.equals(agreed.get(i))),
                    at + "/dueDate",
                    "past",
                    "must not be before today");
            lines.add(priced);
            worth = worth.add(priced.quantity().value().multiply(priced.unitPrice().value()));
        }
        wrong.addIf(
                worth.compareTo(Limits.DOCUMENT) >= 0,
                "/lines",
                "range",
                "must be worth less than " + Limits.DOCUMENT);
        wrong.refuse(PurchasingError.INVALID_LINES);
        return lines;
    }

    private static Priced priced(
            Tx tx,
            NewPurchaseOrder.Line line,
            @Nullable SupplierItem sold,
            Map<String, TaxCode> codes,
            String at,
            Violations wrong) {
        UnitPrice price = line.unitPrice();
        if (sold != null) {
            sold.check(line.quantity(), at + "/quantity", wrong);
            price = price == null ? sold.price(line.quantity()).orElse(null) : price;
        }
        if (price == null) {
            wrong.add(at + "/unitPrice", "required", "is needed: the supplier has no price for it");
            price = new UnitPrice(BigDecimal.ZERO);
        }
        LocalDate due = line.dueDate();
        if (due == null) {
            due = tx.today().plusDays(sold == null ? 0 : sold.leadTimeDays());
        }
        TaxCode code = codes.get(line.taxCodeOrDefault());
        if (code == null) {
            throw new IllegalStateException("no tax code " + line.taxCodeOrDefault());
        }
        return new Priced(line.itemId(), line.quantity(), price, code, due);
    }
}
