package erp.production.orders;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.planning.Expected;
import erp.inventory.stock.Origin;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** What open work orders will bring and take, as planning sees it. */
public final class OpenOrders {
    private static final String OPEN = "('PLANNED', 'FIRMED', 'RELEASED', 'IN_PROGRESS')";

    /**
     * Output on its due date, components on the day that it starts; what suppliers are to do from
     * the release on, which asks for it.
     */
    public void forEach(Tx tx, WarehouseId warehouse, Consumer<Expected> told) {
        read(
                tx,
                warehouse,
                """
                select o.id, l.item_id, o.due_date, l.planned - l.received - l.scrapped
                from production_order o
                join production_order_output l on l.company_id = o.company_id and l.order_id = o.id
                where o.company_id = ? and o.warehouse_id = ? and o.state in %s
                and l.planned > l.received + l.scrapped\
                """,
                Expected.Direction.IN,
                told);
        read(
                tx,
                warehouse,
                """
                select o.id, l.item_id,
                    case when l.operation_id is null then o.start_date else o.due_date end,
                    l.planned - l.issued
                from production_order o
                join production_order_component l on l.company_id = o.company_id and l.order_id = o.id
                where o.company_id = ? and o.warehouse_id = ? and o.state in %s
                and l.planned > l.issued
                and (l.operation_id is null or o.state in ('RELEASED', 'IN_PROGRESS'))\
                """,
                Expected.Direction.OUT,
                told);
    }

    private static void read(
            Tx tx,
            WarehouseId warehouse,
            String sql,
            Expected.Direction direction,
            Consumer<Expected> told) {
        Sql.query(
                        tx.session(),
                        sql.formatted(OPEN),
                        List.of(tx.companyId(), warehouse.value()),
                        row ->
                                expected(
                                        warehouse,
                                        direction,
                                        Sql.uuid(row.getBytes(1)),
                                        Sql.uuid(row.getBytes(2)),
                                        row.getObject(3, LocalDate.class),
                                        row.getBigDecimal(4)))
                .forEach(told);
    }

    private static Expected expected(
            WarehouseId warehouse,
            Expected.Direction direction,
            UUID order,
            UUID item,
            LocalDate date,
            BigDecimal quantity) {
        return new Expected(
                new ItemId(item),
                warehouse,
                date,
                direction,
                new Quantity(quantity),
                new Origin(WorkOrder.TYPE, order));
    }
}
