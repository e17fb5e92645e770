package erp.purchasing.replenishment;

import erp.core.ErpException;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.inventory.Inventory;
import erp.inventory.items.WarehouseId;
import erp.inventory.planning.Expectations;
import erp.inventory.planning.Expected;
import erp.purchasing.common.Limits;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.requisitions.NewRequisition;
import erp.purchasing.requisitions.RequisitionView;
import erp.purchasing.requisitions.Requisitions;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Proposes what should be bought, and has it requested. */
public final class Replenishment {
    /** A warehouse's main storage has its id. */
    private static final String RULES =
            """
            select r.id, r.warehouse_id, r.item_id, coalesce(b.on_hand - b.reserved, 0),
              r.reorder_point, r.target, r.supplier_id,
              (select min(s.lead_time_days) from purchasing_supplier_item s
               where s.item_id = r.item_id and s.company_id = r.company_id
                 and (r.supplier_id is null or s.supplier_id = r.supplier_id))
            from purchasing_reorder_rule r
            join inventory_item i on i.id = r.item_id and i.active
            left join inventory_balance b on b.item_id = r.item_id and b.location_id = r.warehouse_id
            where r.company_id = ? and (? is null or r.warehouse_id = ?)
            order by r.warehouse_id, r.id\
            """;

    private static final String LOCK =
            """
            select id from purchasing_reorder_rule where company_id = ? and warehouse_id = ?
            order by item_id for update\
            """;

    private final Inventory inventory;
    private final Requisitions requisitions;
    private final Expectations purchases;

    private record Place(UUID warehouse, UUID item) {}

    /** A rule and what there is. */
    private record Stocked(
            UUID rule,
            Place place,
            Quantity available,
            Quantity reorderPoint,
            Quantity target,
            @Nullable UUID supplier,
            int leadTimeDays) {
        static Stocked of(ResultSet row) throws SQLException {
            byte[] supplier = row.getBytes(7);
            return new Stocked(
                    Sql.uuid(row.getBytes(1)),
                    new Place(Sql.uuid(row.getBytes(2)), Sql.uuid(row.getBytes(3))),
                    new Quantity(row.getBigDecimal(4)),
                    new Quantity(row.getBigDecimal(5)),
                    new Quantity(row.getBigDecimal(6)),
                    supplier == null ? null : Sql.uuid(supplier),
                    row.getInt(8));
        }
    }

    /**
     * @param purchases what is about to be bought
     */
    public Replenishment(Inventory inventory, Requisitions requisitions, Expectations purchases) {
        this.inventory = inventory;
        this.requisitions = requisitions;
        this.purchases = purchases;
    }

    /**
     * What should be bought now; but for what is held for review.
     *
     * @param warehouse for this one; null for all
     */
    List<Proposal> proposals(Tx tx, @Nullable UUID warehouse) {
        Map<Place, BigDecimal> expected = new HashMap<>();
        purchases.forEach(
                tx,
                (Expected it) ->
                        expected.merge(
                                new Place(it.warehouse().value(), it.item().value()),
                                it.quantity().value(),
                                BigDecimal::add));
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(tx.companyId());
        parameters.add(warehouse);
        parameters.add(warehouse);
        List<Proposal> proposals = new ArrayList<>();
        for (Stocked stocked : Sql.query(tx.session(), RULES, parameters, Stocked::of)) {
            BigDecimal coming = expected.getOrDefault(stocked.place(), BigDecimal.ZERO);
            BigDecimal sum = stocked.available().value().add(coming);
            if (sum.compareTo(stocked.reorderPoint().value()) <= 0 && !isHeld(tx, stocked)) {
                LocalDate needed = tx.today().plusDays(stocked.leadTimeDays());
                proposals.add(
                        new Proposal(
                                stocked.rule(),
                                stocked.place().warehouse(),
                                stocked.place().item(),
                                stocked.available(),
                                new Quantity(coming),
                                stocked.reorderPoint(),
                                stocked.target(),
                                stocked.target().minus(new Quantity(sum)),
                                needed,
                                stocked.supplier()));
            }
        }
        return proposals;
    }

    private static boolean isHeld(Tx tx, Stocked stocked) {
        UUID supplier = stocked.supplier();
        return tx.held(stocked.place().item()) != null
                || (supplier != null && tx.held(supplier) != null);
    }

    /**
     * Requests what should be bought for a warehouse, as one requisition that is submitted. Throws
     * UNKNOWN_WAREHOUSE, NOTHING_TO_REORDER.
     */
    RequisitionView request(Tx tx, UUID warehouse) {
        inventory.requireWarehouse(tx, new WarehouseId(warehouse), "/warehouseId");
        // Whoever else refills the warehouse waits, and finds this requisition then.
        Sql.query(
                tx.session(),
                LOCK,
                List.of(tx.companyId(), warehouse),
                row -> Sql.uuid(row.getBytes(1)));
        List<Proposal> proposals = proposals(tx, warehouse);
        if (proposals.isEmpty()) {
            throw new ErpException(
                    PurchasingError.NOTHING_TO_REORDER,
                    "nothing is at its reorder point that is not about to be bought%s",
                    tx.held().isEmpty() ? "" : " or not held for review");
        }
        List<NewRequisition.Line> lines =
                proposals.stream()
                        .limit(Limits.LINES)
                        .map(
                                it ->
                                        new NewRequisition.Line(
                                                it.itemId(),
                                                it.quantity(),
                                                it.neededBy(),
                                                it.supplierId(),
                                                null))
                        .toList();
        return requisitions.submitted(
                tx, new NewRequisition(warehouse, "Stock at its reorder point", lines));
    }
}
