package erp.sales;

import erp.core.module.Samples;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.tax.Taxes;
import erp.inventory.stock.SampleGoods;
import erp.sales.orders.NewOrder;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Orders over one piece that a version should accept, made from the company's data: customers
 * without a credit limit, active items that lie in stock.
 */
final class SampleOrders {
    /** When so many are refused, it is not for their data. */
    private static final int MOST = 5;

    /** Who may owe anything, then those with the highest limits. */
    private static final String CUSTOMERS =
            """
            select id from sales_customer where company_id = ?
            order by credit_limit is null desc, credit_limit desc, id desc limit ?\
            """;

    private final Taxes taxes;

    SampleOrders(Taxes taxes) {
        this.taxes = taxes;
    }

    Samples of(Tx tx) {
        List<UUID> customers =
                Sql.query(
                        tx.session(),
                        CUSTOMERS,
                        List.of(tx.companyId(), MOST),
                        row -> Sql.uuid(row.getBytes(1)));
        Optional<String> taxCode = taxes.usual(tx);
        List<String> missing = new ArrayList<>();
        if (customers.isEmpty()) {
            missing.add("customer");
        }
        missing.addAll(SampleGoods.missing(tx));
        if (taxCode.isEmpty()) {
            missing.add("tax code");
        }
        return missing.isEmpty()
                ? Samples.of(orders(tx, customers, SampleGoods.of(tx, MOST), taxCode.orElseThrow()))
                : Samples.missing(missing);
    }

    private static List<NewOrder> orders(
            Tx tx, List<UUID> customers, List<SampleGoods> goods, String taxCode) {
        List<NewOrder> orders = new ArrayList<>();
        for (int i = 0; i < Math.max(customers.size(), goods.size()); i++) {
            SampleGoods good = goods.get(i % goods.size());
            orders.add(
                    new NewOrder(
                            customers.get(i % customers.size()),
                            good.warehouse().value(),
                            tx.company().currency(),
                            List.of(
                                    new NewOrder.Line(
                                            good.item().value(),
                                            Quantity.of(1),
                                            new UnitPrice(BigDecimal.ONE),
                                            taxCode))));
        }
        return orders;
    }
}
