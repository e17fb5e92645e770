package erp.production.planning;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.inventory.items.WarehouseId;
import erp.inventory.planning.Expectations;
import erp.inventory.planning.Expected;
import erp.inventory.planning.StockPositions;
import erp.inventory.stock.Origin;
import erp.production.bills.Recipes;
import erp.production.centres.WorkCentre;
import erp.production.centres.WorkCentres;
import erp.production.centres.WorkingCalendar;
import erp.production.items.ItemPlanView;
import erp.production.items.ItemPlans;
import erp.production.items.LotSizing;
import erp.production.items.Procurement;
import erp.production.mrp.Lot;
import erp.production.mrp.PlanItem;
import erp.production.mrp.Requirements;
import erp.production.mrp.Requirements.Demand;
import erp.production.mrp.Requirements.Supply;
import erp.production.orders.OpenOrders;
import erp.production.routings.Operation;
import erp.production.routings.Routing;
import erp.production.routings.Routings;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Reads all that planning starts from, of one warehouse. */
final class RequirementsReader {
    /** Of what is made without a routing. */
    private static final WorkingCalendar WEEKDAYS =
            new WorkingCalendar(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), Set.of());

    private static final Keeping NOT_KEPT = new Keeping(BigDecimal.ZERO, false);

    private final List<Expectations> expectations;
    private final int mostOrders;

    RequirementsReader(List<Expectations> expectations, int mostOrders) {
        this.expectations = expectations;
        this.mostOrders = mostOrders;
    }

    /** What a document wants of an item, in sum. */
    private record Claim(UUID item, Origin document) {}

    Requirements read(Tx tx, UUID warehouse, LocalDate today, LocalDate horizon) {
        WarehouseId place = new WarehouseId(warehouse);
        List<Demand> demands = new ArrayList<>();
        List<Supply> supplies = new ArrayList<>();
        Map<Claim, BigDecimal> claimed = new HashMap<>();
        for (Expectations told : expectations) {
            told.forEach(
                    tx,
                    expected -> {
                        if (expected.warehouse().equals(place) && isFree(tx, expected)) {
                            take(expected, demands, supplies, claimed);
                        }
                    });
        }
        new OpenOrders()
                .forEach(
                        tx,
                        place,
                        expected -> {
                            if (isFree(tx, expected)) {
                                take(expected, demands, supplies, claimed);
                            }
                        });
        entered(tx, warehouse).stream()
                .filter(it -> tx.held(it.origin().id()) == null)
                .forEach(demands::add);
        // What is set aside for documents that nobody told of is gone all the same.
        for (StockPositions.Held held : StockPositions.held(tx, place)) {
            Claim claim = new Claim(held.item().value(), held.document());
            BigDecimal more =
                    held.quantity().value().subtract(claimed.getOrDefault(claim, BigDecimal.ZERO));
            if (more.signum() > 0) {
                demands.add(new Demand(held.item().value(), today, more, held.document()));
            }
        }
        return new Requirements(
                today, horizon, items(tx, place, demands, supplies), demands, supplies, mostOrders);
    }

    /**
     * What is held for review may be wrong: neither is anything made for it, nor waited for. What
     * lies aside for it stays aside.
     */
    private static boolean isFree(Tx tx, Expected expected) {
        return tx.held(expected.origin().id()) == null;
    }

    private static void take(
            Expected expected,
            List<Demand> demands,
            List<Supply> supplies,
            Map<Claim, BigDecimal> claimed) {
        BigDecimal quantity = expected.quantity().value();
        UUID item = expected.item().value();
        if (quantity.signum() <= 0) {
            return;
        }
        if (expected.direction() == Expected.Direction.IN) {
            supplies.add(new Supply(item, expected.date(), quantity, expected.origin()));
        } else {
            demands.add(new Demand(item, expected.date(), quantity, expected.origin()));
            claimed.merge(new Claim(item, expected.origin()), quantity, BigDecimal::add);
        }
    }

    private static List<Demand> entered(Tx tx, UUID warehouse) {
        return Sql.query(
                tx.session(),
                """
                select id, item_id, needed_on, quantity from production_demand
                where company_id = ? and warehouse_id = ? and state = 'OPEN'\
                """,
                List.of(tx.companyId(), warehouse),
                row ->
                        new Demand(
                                Sql.uuid(row.getBytes(2)),
                                row.getObject(3, LocalDate.class),
                                row.getBigDecimal(4),
                                new Origin(PlannedDemand.TYPE, Sql.uuid(row.getBytes(1)))));
    }

    /** Each item that has a bill, a plan, stock, demand or supply, or is a component. */
    private static List<PlanItem> items(
            Tx tx, WarehouseId place, List<Demand> demands, List<Supply> supplies) {
        Map<UUID, List<PlanItem.Version>> versions = new HashMap<>();
        Set<UUID> all = new TreeSet<>();
        for (Recipes.Dated dated : Recipes.all(tx)) {
            versions.computeIfAbsent(dated.recipe().item(), _ -> new ArrayList<>())
                    .add(new PlanItem.Version(dated.recipe(), dated.from(), dated.to()));
            dated.recipe().parts().forEach(part -> all.add(part.item()));
            dated.recipe().byProducts().forEach(extra -> all.add(extra.item()));
        }
        Map<UUID, BigDecimal> stock = new HashMap<>();
        StockPositions.onHand(
                tx, place, (item, quantity) -> stock.put(item.value(), quantity.value()));
        Map<UUID, ItemPlanView> plans = ItemPlans.all(tx);
        Set<UUID> outOfUse = StockPositions.outOfUse(tx);
        boolean only = StockPositions.isOnlyWarehouse(tx, place);
        Map<UUID, WorkingCalendar> calendars = calendars(tx);
        all.addAll(versions.keySet());
        all.addAll(plans.keySet());
        demands.forEach(demand -> all.add(demand.item()));
        supplies.forEach(supply -> all.add(supply.item()));
        List<PlanItem> items = new ArrayList<>();
        for (UUID id : all) {
            items.add(
                    item(
                            id,
                            versions.getOrDefault(id, List.of()),
                            plans.get(id),
                            stock.getOrDefault(id, BigDecimal.ZERO),
                            outOfUse.contains(id)
                                    ? NOT_KEPT
                                    : keeping(plans.get(id), place, only || stock.containsKey(id)),
                            calendars));
        }
        return items;
    }

    /** How much of an item is to stay in the warehouse, and whether though it is not about. */
    private record Keeping(BigDecimal safetyStock, boolean isKept) {}

    /**
     * @param known whether the warehouse is one that would keep the item
     */
    private static Keeping keeping(@Nullable ItemPlanView plan, WarehouseId place, boolean known) {
        if (plan == null) {
            return NOT_KEPT;
        }
        UUID where = plan.warehouseId();
        return where == null
                ? new Keeping(plan.safetyStock().value(), known)
                : where.equals(place.value())
                        ? new Keeping(plan.safetyStock().value(), true)
                        : NOT_KEPT;
    }

    private static PlanItem item(
            UUID id,
            List<PlanItem.Version> versions,
            @Nullable ItemPlanView plan,
            BigDecimal onHand,
            Keeping keeping,
            Map<UUID, WorkingCalendar> calendars) {
        Procurement procurement = plan == null ? null : plan.procurement();
        boolean made = procurement == null ? !versions.isEmpty() : procurement == Procurement.MAKE;
        UUID routing = versions.isEmpty() ? null : versions.getLast().recipe().routing();
        WorkingCalendar calendar =
                !made
                        ? WorkingCalendar.EVERY_DAY
                        : routing == null ? WEEKDAYS : calendars.getOrDefault(routing, WEEKDAYS);
        return new PlanItem(
                id,
                made,
                lot(plan),
                plan == null ? 0 : plan.leadTimeDays(),
                calendar,
                onHand,
                keeping.safetyStock(),
                keeping.isKept(),
                made ? versions : phantoms(versions));
    }

    /** What is bought is not made by its bills; what is a phantom is never there, as in orders. */
    private static List<PlanItem.Version> phantoms(List<PlanItem.Version> versions) {
        return versions.stream().filter(version -> version.recipe().phantom()).toList();
    }

    private static Lot lot(@Nullable ItemPlanView plan) {
        if (plan == null || plan.lotSizing() == LotSizing.LOT_FOR_LOT) {
            return Lot.FOR_LOT;
        }
        return new Lot(
                plan.lotSizing(),
                plan.fixedQuantity() == null ? null : plan.fixedQuantity().value(),
                plan.minimumQuantity() == null ? null : plan.minimumQuantity().value(),
                plan.multipleQuantity() == null ? null : plan.multipleQuantity().value());
    }

    /** By routing, that of the work centre of its last operation: there it is finished. */
    private static Map<UUID, WorkingCalendar> calendars(Tx tx) {
        Map<UUID, WorkCentre> centres = WorkCentres.all(tx);
        Map<UUID, WorkingCalendar> calendars = new HashMap<>();
        for (Routing routing : Routings.all(tx).values()) {
            Operation last = routing.operations().getLast();
            calendars.put(
                    routing.getId(), WorkCentres.require(centres, last.workCentre()).calendar());
        }
        return calendars;
    }
}
