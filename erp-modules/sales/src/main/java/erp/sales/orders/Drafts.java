package erp.sales.orders;

import erp.core.Violations;
import erp.core.tx.Tx;
import erp.finance.tax.TaxCode;
import erp.finance.tax.Taxes;
import erp.inventory.Inventory;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.sales.common.SalesError;
import erp.sales.customers.Customer;
import erp.sales.customers.Customers;

import java.util.Currency;
import java.util.Map;
import java.util.UUID;

/** Orders that bind nobody yet: what they name exists, and can be had. */
public final class Drafts {
    private final Inventory inventory;
    private final Taxes taxes;
    private final Customers customers;

    public Drafts(Inventory inventory, Taxes taxes, Customers customers) {
        this.inventory = inventory;
        this.taxes = taxes;
        this.customers = customers;
    }

    private Order of(Tx tx, NewOrder wanted) {
        Currency own = tx.company().currency();
        Terms terms = terms(tx, wanted);
        return new Order(tx.newId(), wanted, own, terms, tx.today(), tx.now());
    }

    /** A new one. Throws what {@link #terms} throws. */
    public Order add(Tx tx, NewOrder wanted) {
        Order order = of(tx, wanted);
        return tx.created(Order.TYPE, order, Map.of("total", order.totalAmount()));
    }

    /** Whether nothing comes of an order any more: it stays so. */
    public static boolean isCancelled(Tx tx, UUID order) {
        return new OrderQueries_(tx.session()).state(order).getSingleResultOrNull()
                == OrderState.CANCELLED;
    }

    public void change(Tx tx, Order order, NewOrder wanted) {
        order.requireDraft();
        order.change(wanted, terms(tx, wanted), tx.now());
    }

    /**
     * What holds for those who want it. Throws UNKNOWN_CUSTOMER, CURRENCY, UNKNOWN_TAX_CODE and
     * inventory's for warehouse and items.
     */
    public Terms terms(Tx tx, NewOrder wanted) {
        if (wanted.currency() != null) {
            Violations wrong = new Violations();
            tx.company().checkCurrency(wanted.currency(), "/currency", wrong);
            wrong.refuse(SalesError.CURRENCY);
        }
        Customer customer = customers.named(tx, wanted.customerId());
        inventory.requireWarehouse(tx, new WarehouseId(wanted.warehouseId()), "/warehouseId");
        inventory.requireItems(
                tx,
                wanted.lines().stream().map(line -> new ItemId(line.itemId())).toList(),
                i -> "/lines/" + i + "/itemId");
        Map<String, TaxCode> codes =
                taxes.named(
                        tx,
                        wanted.lines().stream().map(NewOrder.Line::taxCodeOrDefault).toList(),
                        SalesError.UNKNOWN_TAX_CODE,
                        i -> "/lines/" + i + "/taxCode");
        return new Terms(customer.paymentTermDays(), codes);
    }
}
