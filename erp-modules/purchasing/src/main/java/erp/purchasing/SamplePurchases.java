package erp.purchasing;

import erp.core.module.Samples;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.tax.Taxes;
import erp.inventory.stock.SampleGoods;
import erp.purchasing.orders.NewPurchaseOrder;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Orders over one piece that a version should accept, made from the company's data: suppliers in
 * use, and items that lie in stock and that they sell without a minimum, or do not name at all.
 */
final class SamplePurchases {
    /** When so many are refused, it is not for their data. */
    private static final int MOST = 5;

    private static final String SUPPLIERS =
            """
            select id from purchasing_supplier s where company_id = ? and active
              and not exists (select 1 from purchasing_supplier_item i where i.supplier_id = s.id
                and (i.minimum_quantity > 1 or i.multiple is not null))
            order by id desc limit ?\
            """;

    private final Taxes taxes;

    SamplePurchases(Taxes taxes) {
        this.taxes = taxes;
    }

    Samples of(Tx tx) {
        List<UUID> suppliers =
                Sql.query(
                        tx.session(),
                        SUPPLIERS,
                        List.of(tx.companyId(), MOST),
                        row -> Sql.uuid(row.getBytes(1)));
        Optional<String> taxCode = taxes.usual(tx);
        List<String> missing = new ArrayList<>();
        if (suppliers.isEmpty()) {
            missing.add("supplier in use, without minimum quantities");
        }
        missing.addAll(SampleGoods.missing(tx));
        if (taxCode.isEmpty()) {
            missing.add("tax code");
        }
        return missing.isEmpty()
                ? Samples.of(orders(tx, suppliers, SampleGoods.of(tx, MOST), taxCode.orElseThrow()))
                : Samples.missing(missing);
    }

    private static List<NewPurchaseOrder> orders(
            Tx tx, List<UUID> suppliers, List<SampleGoods> goods, String taxCode) {
        List<NewPurchaseOrder> orders = new ArrayList<>();
        for (int i = 0; i < Math.max(suppliers.size(), goods.size()); i++) {
            SampleGoods good = goods.get(i % goods.size());
            orders.add(
                    new NewPurchaseOrder(
                            suppliers.get(i % suppliers.size()),
                            good.warehouse().value(),
                            tx.company().currency(),
                            List.of(
                                    new NewPurchaseOrder.Line(
                                            good.item().value(),
                                            Quantity.of(1),
                                            new UnitPrice(BigDecimal.ONE),
                                            taxCode,
                                            null))));
        }
        return orders;
    }
}
