package erp.purchasing.requisitions;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.planning.Expectations;
import erp.inventory.planning.Expected;
import erp.inventory.stock.Origin;
import erp.purchasing.orders.PurchaseOrder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is about to be bought, as planners see it: lines of orders from draft to confirmed, less
 * what has come, and of requisitions that are submitted or approved. What a requisition became is
 * told by its orders.
 */
public final class OpenPurchases implements Expectations {
    private static final String ORDERS =
            """
            select l.item_id, o.warehouse_id, l.due_date, l.quantity - l.received + l.returned, o.id
            from purchasing_order o
            join purchasing_order_line l on l.order_id = o.id
            where o.company_id = ? and o.state in ('DRAFT', 'SUBMITTED', 'APPROVED', 'CONFIRMED')
              and l.quantity > l.received - l.returned\
            """;

    private static final String REQUISITIONS =
            """
            select l.item_id, r.warehouse_id, l.needed_by, l.quantity, r.id
            from purchasing_requisition r
            join purchasing_requisition_line l on l.requisition_id = r.id
            where r.company_id = ? and r.state in ('SUBMITTED', 'APPROVED')\
            """;

    @Override
    public void forEach(Tx tx, Consumer<Expected> told) {
        read(tx, ORDERS, PurchaseOrder.TYPE).forEach(told);
        read(tx, REQUISITIONS, Requisition.TYPE).forEach(told);
    }

    private static List<Expected> read(Tx tx, String sql, String type) {
        tx.flush();
        return Sql.query(tx.session(), sql, List.of(tx.companyId()), row -> expected(row, type));
    }

    private static Expected expected(ResultSet row, String type) throws SQLException {
        return new Expected(
                new ItemId(Sql.uuid(row.getBytes(1))),
                new WarehouseId(Sql.uuid(row.getBytes(2))),
                row.getObject(3, LocalDate.class),
                Expected.Direction.IN,
                new Quantity(row.getBigDecimal(4)),
                new Origin(type, Sql.uuid(row.getBytes(5))));
    }
}
