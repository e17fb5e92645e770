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

    /** A new one, which is nowhere yet. */
    public Order of(Tx tx, NewOrder wanted) {
        Currency own = tx.company().currency();
        Terms terms = check(tx, wanted);
        return new Order(tx.newId(), wanted, own, terms, tx.today(), tx.now());
    }

    public void change(Tx tx, Order order, NewOrder wanted) {
        order.requireDraft();
        order.change(wanted, check(tx, wanted), tx.now());
    }

    private Terms check(Tx tx, NewOrder wanted) {
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
