package erp.inventory.layers;

import erp.core.sql.Sql;
import erp.core.tx.Tx;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What was moved after a document's date. Stock is kept as it is now; what it was at the end of a
 * day is that less what was moved since. Read once balances and layers are locked, so that nobody
 * adds to it before the commit.
 */
public final class LaterMoves {
    /**
     * The moves of an item on one day, in sum.
     *
     * @param here what the document's place has more by them
     * @param quantity what the company has more
     * @param value what it is worth more
     */
    record Day(LocalDate date, BigDecimal here, BigDecimal quantity, BigDecimal value) {}

    /**
     * What an item's place would have at the end of a day.
     *
     * @param quantity less than nothing
     */
    public record Shortage(LocalDate date, BigDecimal quantity) {}

    static final LaterMoves NONE = new LaterMoves(Map.of());

    private final Map<UUID, List<Day>> days;

    private LaterMoves(Map<UUID, List<Day>> days) {
        this.days = days;
    }

    /**
     * Looks them up and tells the layers. A document of today asks nothing where each layer knows
     * that nothing is dated later. For an earlier date that knowledge would not do: a version of
     * the server that ran beside this one, or before it, may not have kept it.
     */
    static LaterMoves load(Tx tx, LocalDate date, UUID location, Collection<Layer> layers) {
        boolean earlier = date.isBefore(tx.today());
        List<Layer> asked =
                layers.stream().filter(layer -> earlier || layer.mayHaveMoveAfter(date)).toList();
        if (asked.isEmpty()) {
            return NONE;
        }
        LaterMoves later = query(tx, date, location, asked.stream().map(Layer::id).toList());
        asked.forEach(layer -> layer.lookBack(date, later.of(layer.id())));
        return later;
    }

    /** Oldest first. */
    List<Day> of(UUID item) {
        return days.getOrDefault(item, List.of());
    }

    public boolean isEmpty() {
        return days.isEmpty();
    }

    /** The first day since the document's date on which the place would have less than nothing. */
    public Optional<Shortage> shortage(UUID item, LocalDate date, BigDecimal onHand) {
        Shortage end = new Shortage(date, onHand.subtract(here(item)));
        for (Day day : of(item)) {
            if (end.quantity().signum() < 0) {
                break;
            }
            end = new Shortage(day.date(), end.quantity().add(day.here()));
        }
        return Optional.of(end).filter(it -> it.quantity().signum() < 0);
    }

    /** What the place has more now than at the end of the document's date. */
    public BigDecimal here(UUID item) {
        return of(item).stream().map(Day::here).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static LaterMoves query(Tx tx, LocalDate date, UUID location, List<UUID> items) {
        List<Object> parameters = new ArrayList<>(List.of(location, location));
        for (int half = 0; half < 2; half++) {
            parameters.addAll(items);
            parameters.add(tx.companyId());
            parameters.add(date);
        }
        Map<UUID, List<Day>> days = new HashMap<>();
        String which =
                "m.item_id in (%s) and m.company_id = ? and m.effective_date > ?"
                        .formatted(Sql.marks(items.size()));
        Sql.query(
                tx.session(),
                """
                select item_id, effective_date, sum(here), sum(quantity), sum(value) from (
                    select m.item_id, m.effective_date, case when m.to_location_id = ? then m.quantity
                        when m.from_location_id = ? then -m.quantity else 0 end as here,
                        0 as quantity, 0 as value
                    from inventory_move m where %1$s
                    union all
                    select m.item_id, m.effective_date, 0, v.quantity, v.value
                    from inventory_move m join inventory_valuation v on v.move_id = m.id where %1$s
                ) later
                group by item_id, effective_date order by item_id, effective_date\
                """
                        .formatted(which),
                parameters,
                row ->
                        days.computeIfAbsent(Sql.uuid(row.getBytes(1)), _ -> new ArrayList<>())
                                .add(
                                        new Day(
                                                row.getObject(2, LocalDate.class),
                                                row.getBigDecimal(3),
                                                row.getBigDecimal(4),
                                                row.getBigDecimal(5))));
        return new LaterMoves(days);
    }
}
