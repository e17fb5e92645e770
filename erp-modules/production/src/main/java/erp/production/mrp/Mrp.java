package erp.production.mrp;

import erp.inventory.layers.ByItem;
import erp.production.bills.Recipe;
import erp.production.common.Limits;
import erp.production.mrp.Requirements.Demand;
import erp.production.mrp.Requirements.Supply;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;

/**
 * Requirements planning, regenerative: everything is planned anew from what is. Level by level, so
 * that all that wants an item is known when the item is planned; within a level item by item. Same
 * content, same plan (Orlicky, Material Requirements Planning, 1975: netting, lot sizing, offset by
 * lead time, explosion).
 */
public final class Mrp {
    /** Of bills, for each order that there may be: so much is kept in mind at a time. */
    private static final long LINES_PER_ORDER = 5;

    private final Requirements requirements;
    private final PlanSink sink;
    private final Map<UUID, PlanItem> items = new HashMap<>();
    private final Map<UUID, List<Need>> needs = new HashMap<>();
    private final Map<UUID, List<Supply>> supplies = new HashMap<>();

    /** By-products of planned orders, by item. */
    private final Map<UUID, List<Yield>> yields = new HashMap<>();

    private Map<UUID, Integer> levels = Map.of();
    private int orders;

    /** Lines of bills that orders were exploded by. */
    private long lines;

    private Mrp(Requirements requirements, PlanSink sink) {
        this.requirements = requirements;
        this.sink = sink;
    }

    /**
     * Tells the plan to the sink. Throws {@link TooManyOrders}, {@link PlanTooLarge}, and {@link
     * CancellationException} where the thread is told to end.
     *
     * @return how many orders it has
     */
    public static int plan(Requirements requirements, PlanSink sink) {
        Mrp mrp = new Mrp(requirements, sink);
        mrp.run();
        return mrp.orders;
    }

    private void run() {
        requirements.items().forEach(item -> items.put(item.id(), item));
        for (Demand demand : requirements.demands()) {
            if (!demand.date().isAfter(requirements.horizon())) {
                need(
                        demand.item(),
                        demand.date(),
                        demand.quantity(),
                        new Party.Document(demand.origin()));
            }
        }
        for (Supply supply : requirements.supplies()) {
            supplies.computeIfAbsent(supply.item(), _ -> new ArrayList<>()).add(supply);
        }
        levels = LowLevelCodes.of(requirements.items());
        List<PlanItem> sorted = new ArrayList<>(requirements.items());
        sorted.sort(
                Comparator.comparingInt((PlanItem item) -> level(item.id()))
                        .thenComparing(PlanItem::id, ByItem.KEY_ORDER));
        for (PlanItem item : sorted) {
            plan(item, level(item.id()));
        }
    }

    private int level(UUID item) {
        return levels.getOrDefault(item, 0);
    }

    private void plan(PlanItem item, int level) {
        List<Need> wanted = needs.remove(item.id());
        List<Supply> coming = supplies.getOrDefault(item.id(), new ArrayList<>());
        coming.sort(
                Comparator.comparing(Supply::date)
                        .thenComparing(supply -> supply.origin().type())
                        .thenComparing(supply -> supply.origin().id(), ByItem.KEY_ORDER)
                        .thenComparing(Supply::quantity));
        List<Yield> besides = yields.getOrDefault(item.id(), new ArrayList<>());
        yields.remove(item.id());
        besides.sort(Yield.ORDER);
        BigDecimal free = item.onHand().subtract(item.safetyStock());
        List<Need> all = wanted == null ? new ArrayList<>() : wanted;
        boolean kept =
                item.isKept()
                        || wanted != null
                        || !coming.isEmpty()
                        || !besides.isEmpty()
                        || item.onHand().signum() != 0;
        if (kept && free.signum() < 0) {
            all.add(new Need(requirements.today(), free.negate(), new Party.Safety()));
        }
        all.sort(Need.ORDER);
        Netting netting =
                new Netting(item.id(), free, besides, coming, requirements.horizon(), sink);
        List<Need> missing = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Need need = all.get(i);
            BigDecimal left = netting.take(need);
            if (left.signum() > 0) {
                missing.add(new Need(need.date(), left, need.party()));
            }
            boolean last = i == all.size() - 1 || !all.get(i + 1).date().equals(need.date());
            if (last && !missing.isEmpty()) {
                cover(item, level, missing, netting);
                missing.clear();
            }
        }
        netting.finish();
    }

    /** Orders what is missing on one day, and pegs it. */
    private void cover(PlanItem item, int level, List<Need> missing, Netting netting) {
        BigDecimal total =
                missing.stream().map(Need::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        LocalDate due = missing.getFirst().date();
        int at = 0;
        BigDecimal open = missing.getFirst().quantity();
        for (BigDecimal lot : item.lot().cover(total, requirements.mostOrders())) {
            Party.Planned order = order(item, level, lot, due);
            BigDecimal rest = lot;
            while (rest.signum() > 0 && at < missing.size()) {
                BigDecimal part = open.min(rest);
                netting.peg(missing.get(at), order, part);
                rest = rest.subtract(part);
                open = open.subtract(part);
                if (open.signum() == 0) {
                    at++;
                    open = at < missing.size() ? missing.get(at).quantity() : BigDecimal.ZERO;
                }
            }
            netting.add(order, rest);
        }
    }

    private Party.Planned order(PlanItem item, int level, BigDecimal quantity, LocalDate due) {
        if (orders >= requirements.mostOrders()) {
            throw new TooManyOrders(requirements.mostOrders());
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("planning was told to end");
        }
        if (quantity.compareTo(Limits.NUMBER) >= 0) {
            throw new PlanTooLarge(
                    "an order of item %s would be for %s or more",
                    item.id(), Limits.NUMBER.toPlainString());
        }
        Party.Planned order = new Party.Planned(orders++);
        LocalDate start = item.calendar().before(due, item.leadTime());
        boolean late = start.isBefore(requirements.today());
        LocalDate begin = late ? requirements.today() : start;
        Recipe recipe = item.isMade() ? item.recipeOn(begin) : null;
        sink.order(
                new PlanSink.PlannedOrder(
                        order.no(),
                        item.id(),
                        item.isMade(),
                        recipe == null ? null : recipe.bill(),
                        quantity,
                        begin,
                        due,
                        level));
        if (late) {
            LocalDate ready = item.calendar().after(begin, item.leadTime());
            tell(MessageKind.LATE, item, order, quantity, ready, due);
        }
        if (recipe != null) {
            explode(recipe, quantity, begin, order);
            bring(item, recipe, quantity, due, order);
        } else if (item.isMade()) {
            tell(MessageKind.NO_BILL, item, order, quantity, begin, due);
        }
        return order;
    }

    /** Phantoms are not made: what they are made of is wanted instead; each item once. */
    private void explode(Recipe recipe, BigDecimal quantity, LocalDate date, Party.Planned order) {
        Map<UUID, BigDecimal> wanted = new LinkedHashMap<>();
        collect(recipe, quantity, date, lines + Limits.EXPLOSION, wanted);
        wanted.forEach((item, needed) -> need(item, date, needed, order));
    }

    /** What comes besides is there with the order, for items that are planned after this one. */
    private void bring(
            PlanItem item, Recipe recipe, BigDecimal quantity, LocalDate due, Party.Planned order) {
        for (Recipe.ByProduct extra : recipe.byProducts()) {
            BigDecimal yielded = recipe.yielded(extra, quantity);
            if (yielded.signum() > 0 && level(extra.item()) > level(item.id())) {
                lines++;
                yields.computeIfAbsent(extra.item(), _ -> new ArrayList<>())
                        .add(new Yield(due, yielded, order));
            }
        }
    }

    /**
     * Phantoms within phantoms multiply.
     *
     * @param most how many lines there may have been by then
     */
    private void collect(
            Recipe recipe,
            BigDecimal quantity,
            LocalDate date,
            long most,
            Map<UUID, BigDecimal> wanted) {
        lines += recipe.parts().size();
        if (lines > most) {
            throw new PlanTooLarge(
                    "an order would explode into more than %d lines, through phantoms to item %s",
                    Limits.EXPLOSION, recipe.item());
        }
        if (lines > LINES_PER_ORDER * requirements.mostOrders()) {
            throw new PlanTooLarge(
                    "the planned orders would explode into more than %d lines: make lots larger",
                    LINES_PER_ORDER * requirements.mostOrders());
        }
        for (Recipe.Part part : recipe.parts()) {
            BigDecimal needed = recipe.needed(part, quantity);
            PlanItem below = items.get(part.item());
            Recipe inner = below == null ? null : below.recipeOn(date);
            if (inner != null && inner.phantom()) {
                collect(inner, needed, date, most, wanted);
            } else {
                wanted.merge(part.item(), needed, BigDecimal::add);
            }
        }
    }

    /** What was wanted before today is wanted today. */
    private void need(UUID item, LocalDate date, BigDecimal quantity, Party party) {
        if (!items.containsKey(item)) {
            throw new IllegalStateException("nobody told of item " + item);
        }
        LocalDate on = date.isBefore(requirements.today()) ? requirements.today() : date;
        needs.computeIfAbsent(item, _ -> new ArrayList<>()).add(new Need(on, quantity, party));
    }

    private void tell(
            MessageKind kind,
            PlanItem item,
            Party about,
            BigDecimal quantity,
            LocalDate dated,
            @Nullable LocalDate neededOn) {
        sink.message(new PlanSink.Message(kind, item.id(), about, quantity, dated, neededOn));
    }
}
