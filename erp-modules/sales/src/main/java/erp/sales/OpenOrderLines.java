package erp.sales;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.planning.Expectations;
import erp.inventory.planning.Expected;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/**
 * What confirmed orders still take out of their warehouses, on the day of the order: customers name
 * no other.
 */
final class OpenOrderLines implements Expectations {
    @Override
    public void forEach(Tx tx, Consumer<Expected> told) {
        Sql.query(
                        tx.session(),
                        """
                        select l.item_id, o.warehouse_id, o.order_date, l.quantity - l.delivered, o.id
                        from sales_order o
                        join sales_order_line l on l.order_id = o.id
                        where o.company_id = ? and o.state = 'CONFIRMED' and l.quantity > l.delivered\
                        """,
                        List.of(tx.companyId()),
                        row ->
                                new Expected(
                                        new ItemId(Sql.uuid(row.getBytes(1))),
                                        new WarehouseId(Sql.uuid(row.getBytes(2))),
                                        row.getObject(3, LocalDate.class),
                                        Expected.Direction.OUT,
                                        new Quantity(row.getBigDecimal(4)),
                                        Sales.origin(Sql.uuid(row.getBytes(5)))))
                .forEach(told);
    }
}
