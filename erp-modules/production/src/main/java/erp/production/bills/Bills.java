package erp.production.bills;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.tx.Tx;
import erp.inventory.Inventory;
import erp.inventory.items.ItemId;
import erp.inventory.items.ItemState;
import erp.production.common.Limits;
import erp.production.common.ProductionError;
import erp.production.routings.Routings;

import jakarta.persistence.LockModeType;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Bills of material, kept by hand, and what is asked of them. */
public final class Bills {
    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);

    private final Inventory inventory;

    /** Classes that Hibernate maps. */
    public static List<Class<?>> entities() {
        return List.of(Bill.class, BillLine.class);
    }

    public Bills(Inventory inventory) {
        this.inventory = inventory;
    }

    /** Throws UNKNOWN_ROUTING, INVALID_LINES, BILL_CYCLE and inventory's for its items. */
    BillView draft(Tx tx, NewBill wanted) {
        check(tx, wanted);
        Structure.lock(tx);
        int no = queries(tx).lastVersion(wanted.itemId()) + 1;
        return tx.created(
                        Bill.TYPE,
                        new Bill(tx.newId(), no, wanted, tx.now()),
                        Map.of("item", wanted.itemId(), "versionNo", no))
                .view();
    }

    BillView change(Tx tx, UUID id, NewBill wanted, LongConsumer expect) {
        Bill bill = lock(tx, id, expect);
        ProductionError.INVALID_LINES.refuseIf(
                !bill.itemId().equals(wanted.itemId()),
                "/itemId",
                "fixed",
                "must stay " + bill.itemId() + ": another item has bills of its own");
        check(tx, wanted);
        bill.change(wanted);
        tx.changed(Bill.TYPE, bill, "change", Map.of("components", wanted.components().size()));
        return bill.view();
    }

    /**
     * Makes a draft valid from a day on. Throws BILL_NOT_FOUND, BILL_STATE, INVALID_DATES,
     * BILL_OVERLAP, BILL_CYCLE, BILL_TOO_LARGE.
     */
    BillView activate(Tx tx, UUID id, Validity wanted, LongConsumer expect) {
        LocalDate from = wanted.validFrom() == null ? tx.today() : wanted.validFrom();
        LocalDate to = wanted.validTo();
        ProductionError.INVALID_DATES.refuseIf(
                to != null && to.isBefore(from),
                "/validTo",
                "order",
                "must not be before " + from + ", from when it is valid");
        Structure.lock(tx);
        Bill bill = lock(tx, id, expect);
        bill.activate(from, to);
        bill.recipe().requireTellable();
        requireFree(tx, bill, from, to == null ? EVER : to, "/validFrom");
        Structure.place(tx, bill.itemId(), bill.componentItems());
        tx.changed(
                Bill.TYPE,
                bill,
                "activate",
                Map.of("validFrom", from, "validTo", to == null ? "" : to.toString()),
                new BillActivated(id, bill.itemId(), from));
        return bill.view();
    }

    /** Gives an active version its last day. Throws BILL_STATE, INVALID_DATES, BILL_OVERLAP. */
    BillView end(Tx tx, UUID id, LastDay wanted, LongConsumer expect) {
        Structure.lock(tx);
        Bill bill = lock(tx, id, expect);
        bill.end(wanted.validTo());
        LocalDate from = bill.validFrom();
        if (from != null) {
            requireFree(tx, bill, from, wanted.validTo(), "/validTo");
        }
        tx.changed(Bill.TYPE, bill, "end", Map.of("validTo", wanted.validTo()));
        return bill.view();
    }

    BillView withdraw(Tx tx, UUID id, LongConsumer expect) {
        Bill bill = lock(tx, id, expect);
        bill.withdraw();
        tx.changed(Bill.TYPE, bill, "withdraw", Map.of());
        return bill.view();
    }

    BillView bill(Tx tx, UUID id) {
        return tx.require(Bill.class, id, ProductionError.BILL_NOT_FOUND).view();
    }

    ExplosionView explosion(Tx tx, UUID item, LocalDate date) {
        requireItem(tx, item);
        Explosion explosion = new Explosion(Recipes.below(tx, List.of(item), date));
        return new ExplosionView(
                item,
                date,
                explosion.lines(item, BigDecimal.ONE).stream()
                        .map(
                                line ->
                                        new ExplosionView.Line(
                                                line.level(),
                                                line.parent(),
                                                line.item(),
                                                Recipes.quantity(line.quantity()),
                                                line.phantom(),
                                                line.made()))
                        .toList());
    }

    WhereUsedView whereUsed(Tx tx, UUID item, LocalDate date) {
        requireItem(tx, item);
        List<WhereUsedView.Use> uses = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        Set<UUID> front = new LinkedHashSet<>(List.of(item));
        for (int level = 1; !front.isEmpty(); level++) {
            seen.addAll(front);
            Set<UUID> next = new LinkedHashSet<>();
            for (Bill bill :
                    queries(tx)
                            .using(
                                    List.copyOf(front),
                                    LineKind.COMPONENT,
                                    BillState.ACTIVE,
                                    date)) {
                Recipe recipe = bill.recipe();
                for (Recipe.Part part : recipe.parts()) {
                    if (front.contains(part.item())) {
                        uses.add(use(level, recipe, part));
                        next.add(recipe.item());
                    }
                }
            }
            if (uses.size() > Limits.EXPLOSION) {
                throw Recipes.tooLarge();
            }
            next.removeAll(seen);
            front = next;
        }
        return new WhereUsedView(item, date, uses);
    }

    private static WhereUsedView.Use use(int level, Recipe recipe, Recipe.Part part) {
        return new WhereUsedView.Use(
                level,
                part.item(),
                recipe.item(),
                recipe.bill(),
                Recipes.quantity(
                        part.quantity().divide(recipe.quantity(), 6, RoundingMode.CEILING)));
    }

    /** Refuses a path's item that is not the company's. Throws ITEM_NOT_FOUND. */
    public static void requireItem(Tx tx, UUID item) {
        if (ItemState.of(tx, List.of(item)).isEmpty()) {
            throw new ErpException(ProductionError.ITEM_NOT_FOUND, "there is no item %s", item);
        }
    }

    /**
     * The active bill that a request names, for that item. Throws UNKNOWN_BILL.
     *
     * @param pointer of the field
     */
    public static Recipe named(Tx tx, UUID id, UUID item, String pointer) {
        Bill bill = queries(tx).bill(id).getSingleResultOrNull();
        if (bill == null
                || bill.view().state() != BillState.ACTIVE
                || !bill.itemId().equals(item)) {
            throw ErpException.field(
                    ProductionError.UNKNOWN_BILL,
                    pointer,
                    "unknown",
                    "names no active bill of the item");
        }
        return bill.recipe();
    }

    private void check(Tx tx, NewBill wanted) {
        List<ItemId> items = new ArrayList<>(List.of(new ItemId(wanted.itemId())));
        List<String> pointers = new ArrayList<>(List.of("/itemId"));
        for (int i = 0; i < wanted.components().size(); i++) {
            items.add(new ItemId(wanted.components().get(i).itemId()));
            pointers.add("/components/" + i + "/itemId");
        }
        for (int i = 0; i < wanted.extras().size(); i++) {
            items.add(new ItemId(wanted.extras().get(i).itemId()));
            pointers.add("/byProducts/" + i + "/itemId");
        }
        Violations wrong = new Violations();
        Set<ItemId> components = new HashSet<>();
        Set<ItemId> outputs = new HashSet<>(List.of(items.getFirst()));
        for (int i = 1; i < items.size(); i++) {
            boolean component = i <= wanted.components().size();
            wrong.addIf(
                    !(component ? components : outputs).add(items.get(i)),
                    pointers.get(i),
                    "duplicate",
                    "names an item twice");
            wrong.addIf(
                    component && items.get(i).equals(items.getFirst()),
                    pointers.get(i),
                    "cycle",
                    "must not be the item itself");
        }
        wrong.refuse(ProductionError.INVALID_LINES);
        inventory.requireItems(tx, items, pointers::get);
        if (wanted.routingId() != null) {
            Routings.named(tx, wanted.routingId(), "/routingId");
        }
        Structure.check(tx, wanted.itemId(), components.stream().map(ItemId::value).toList());
    }

    private static void requireFree(
            Tx tx, Bill bill, LocalDate from, LocalDate to, String pointer) {
        tx.flush();
        List<Integer> others =
                queries(tx).overlapping(bill.itemId(), bill.getId(), BillState.ACTIVE, from, to);
        ProductionError.BILL_OVERLAP.refuseIf(
                !others.isEmpty(),
                pointer,
                "overlap",
                "overlaps with version "
                        + others
                        + " of the item: end it before, or begin after it");
    }

    private static Bill lock(Tx tx, UUID id, LongConsumer expect) {
        Bill bill =
                queries(tx)
                        .bill(id)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull();
        if (bill == null) {
            throw new ErpException(ProductionError.BILL_NOT_FOUND, "there is no bill %s", id);
        }
        expect.accept(bill.getVersion());
        return bill;
    }

    private static BillQueries queries(Tx tx) {
        return new BillQueries_(tx.session());
    }
}
