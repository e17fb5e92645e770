package erp.production.genealogy;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.inventory.stock.Origin;
import erp.inventory.stock.Stock;
import erp.inventory.stock.Tracing;
import erp.inventory.stock.Tracing.Leg;
import erp.production.common.ProductionError;
import erp.production.orders.WorkOrder;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Follows goods from order to order, a level at a time and each order once. By work order: goods of
 * an item are not told apart, so those that came in first are taken to have gone first. Postings
 * that were taken back count for nothing.
 */
final class Genealogy {
    static final int MOST_LEVELS = 20;
    static final int MOST_LINKS = 1_000;

    /** Postings whose goods are followed at a time. */
    private static final int MOST_POSTINGS = 2_000;

    private static final int MOST_LEGS = 10_000;

    /** Moves of stock that are read for one answer. */
    private static final int MOST_MOVES = 200_000;

    /** A posting that was not taken back, and takes none back, or no posting at all. */
    private static final String STANDING =
            """
            not exists (select 1 from production_posting p
                where p.company_id = m.company_id and p.id = m.source_id
                and p.reversal_of is not null)
            and not exists (select 1 from production_posting p
                where p.company_id = m.company_id and p.reversal_of = m.source_id)\
            """;

    private static final String POSTING = "production.posting";

    private final Tx tx;
    private final Direction direction;
    private final Tracing tracing;
    private final Map<Line, BigDecimal> links = new LinkedHashMap<>();
    private final Set<UUID> seen = new HashSet<>();
    private boolean complete = true;

    /** What is told once, of however many postings. */
    private record Line(int level, UUID item, Origin from, Origin to) {}

    private Genealogy(Tx tx, Direction direction) {
        this.tx = tx;
        this.direction = direction;
        this.tracing = new Tracing(tx, STANDING, MOST_MOVES, MOST_LEGS);
    }

    /** Throws ORDER_NOT_FOUND. */
    static GenealogyView of(Tx tx, UUID order, Direction direction, int levels) {
        tx.require(WorkOrder.class, order, ProductionError.ORDER_NOT_FOUND);
        Genealogy genealogy = new Genealogy(tx, direction);
        genealogy.seen.add(order);
        Set<UUID> next = Set.of(order);
        for (int level = 1; level <= levels && !next.isEmpty(); level++) {
            next = genealogy.follow(next, level);
        }
        return new GenealogyView(
                order, direction, genealogy.complete && next.isEmpty(), genealogy.told());
    }

    /** Answers the orders on the other side that nobody has followed yet. */
    private Set<UUID> follow(Set<UUID> orders, int level) {
        Map<UUID, UUID> postings = postings(orders);
        if (postings.isEmpty()) {
            return Set.of();
        }
        List<Leg> legs =
                direction == Direction.UPSTREAM
                        ? tracing.sources(postings.keySet())
                        : tracing.uses(postings.keySet());
        complete &= tracing.isComplete();
        Map<UUID, UUID> known = new HashMap<>(postings);
        known.putAll(ordersOf(legs));
        Set<UUID> next = new HashSet<>();
        for (Leg leg : legs) {
            Origin from = document(leg.from(), known);
            Origin to = document(leg.to(), known);
            Line line = new Line(level, leg.item().value(), from, to);
            if (links.size() >= MOST_LINKS && !links.containsKey(line)) {
                complete = false;
                continue;
            }
            links.merge(line, leg.quantity().value(), BigDecimal::add);
            Origin other = direction == Direction.UPSTREAM ? from : to;
            if (other.type().equals(WorkOrder.TYPE) && seen.add(other.id())) {
                next.add(other.id());
            }
            // What became of goods that went to another warehouse is not followed.
            complete &= !other.type().equals(Stock.TRANSFER);
        }
        return next;
    }

    private static Origin document(Origin moved, Map<UUID, UUID> orders) {
        UUID order = moved.type().equals(POSTING) ? orders.get(moved.id()) : null;
        return order == null ? moved : new Origin(WorkOrder.TYPE, order);
    }

    /** Those of the orders that moved goods and stand, with their order; oldest first. */
    private Map<UUID, UUID> postings(Set<UUID> orders) {
        List<Object> parameters = new ArrayList<>(List.of(tx.companyId()));
        parameters.addAll(orders);
        parameters.add(MOST_POSTINGS + 1);
        Map<UUID, UUID> found =
                byId(
                        """
                        select p.id, p.order_id from production_posting p
                        where p.company_id = ? and p.order_id in (%s)
                        and p.kind in ('ISSUE', 'OUTPUT') and p.reversal_of is null
                        and not exists (select 1 from production_posting r
                            where r.company_id = p.company_id and r.reversal_of = p.id)
                        order by p.id limit ?\
                        """,
                        orders.size(), parameters);
        if (found.size() > MOST_POSTINGS) {
            complete = false;
            found.remove(List.copyOf(found.keySet()).getLast());
        }
        return found;
    }

    /** Of the postings on either end. */
    private Map<UUID, UUID> ordersOf(List<Leg> legs) {
        Set<UUID> postings = new HashSet<>();
        for (Leg leg : legs) {
            postings.add(leg.from().id());
            postings.add(leg.to().id());
        }
        if (postings.isEmpty()) {
            return Map.of();
        }
        List<Object> parameters = new ArrayList<>(List.of(tx.companyId()));
        parameters.addAll(postings);
        return byId(
                "select id, order_id from production_posting where company_id = ? and id in (%s)",
                postings.size(), parameters);
    }

    private Map<UUID, UUID> byId(String sql, int ids, List<Object> parameters) {
        Map<UUID, UUID> found = new LinkedHashMap<>();
        Sql.query(
                tx.session(),
                sql.formatted(Sql.marks(ids)),
                parameters,
                row -> found.put(Sql.uuid(row.getBytes(1)), Sql.uuid(row.getBytes(2))));
        return found;
    }

    private List<GenealogyView.Link> told() {
        Map<UUID, String> numbers = numbers();
        List<GenealogyView.Link> told = new ArrayList<>();
        links.forEach(
                (line, quantity) ->
                        told.add(
                                new GenealogyView.Link(
                                        line.level(),
                                        line.item(),
                                        new Quantity(quantity),
                                        party(line.from(), numbers.get(line.from().id())),
                                        party(line.to(), numbers.get(line.to().id())))));
        return told;
    }

    private static GenealogyView.Party party(Origin document, @Nullable String number) {
        return new GenealogyView.Party(document.type(), document.id(), number);
    }

    private Map<UUID, String> numbers() {
        List<Object> parameters = new ArrayList<>(List.of(tx.companyId()));
        parameters.addAll(seen);
        Map<UUID, String> numbers = new HashMap<>();
        Sql.query(
                tx.session(),
                "select id, number from production_order where company_id = ? and id in (%s)"
                        .formatted(Sql.marks(seen.size())),
                parameters,
                row -> numbers.put(Sql.uuid(row.getBytes(1)), row.getString(2)));
        return numbers;
    }
}
