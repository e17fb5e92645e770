package erp.inventory.stock;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.inventory.items.ItemId;
import erp.inventory.items.LocationKind;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Gatherers;

/**
 * From which document goods came that another took. Goods of an item in one place are not told
 * apart, and what they are worth is pooled: so what came in first is taken to have gone first, in
 * posting sequence. Both directions answer by the same sequence, so that they never differ.
 *
 * <p>How much came and went before is counted from the first move of an item in a place. So what is
 * read is counted beforehand, and one answer reads so many moves and no more.
 */
public final class Tracing {
    /** So much came by a document and went by another. */
    public record Leg(ItemId item, Quantity quantity, Origin from, Origin to) {}

    /** Items and places that are read at a time. */
    private static final int CHUNK = 50;

    private final Tx tx;
    private final String standing;
    private final int mostLegs;
    private final Set<Pool> tooMany = new HashSet<>();
    private int movesLeft;
    private boolean complete = true;

    /**
     * @param standing the condition, in SQL, that the document of a move {@code m} counts: that it
     *     was not taken back, and takes nothing back
     * @param mostMoves how many moves may be read in all; items with more are left out
     * @param mostLegs how many legs an answer may have; the others are left out
     */
    public Tracing(Tx tx, String standing, int mostMoves, int mostLegs) {
        this.tx = tx;
        this.standing = standing;
        this.mostLegs = mostLegs;
        this.movesLeft = mostMoves;
    }

    /** Goods of an item in a place. */
    private record Pool(UUID item, UUID place) {}

    /** Goods that one move brought or took: the pool's, after so many and up to so many. */
    private record Part(BigDecimal after, BigDecimal upto, Origin document) {}

    private record Line(UUID item, Origin from, Origin to) {}

    /** Whether nothing was left out so far. */
    public boolean isComplete() {
        return complete;
    }

    /** What brought the goods that these documents took. */
    public List<Leg> sources(Collection<UUID> takers) {
        return legs("from_location_id", "to_location_id", takers);
    }

    /** What took the goods that these documents brought. */
    public List<Leg> uses(Collection<UUID> bringers) {
        return legs("to_location_id", "from_location_id", bringers);
    }

    private List<Leg> legs(String side, String other, Collection<UUID> documents) {
        Map<Line, BigDecimal> found = new LinkedHashMap<>();
        List<List<Pool>> touched =
                touched(side, documents).stream().gather(Gatherers.windowFixed(CHUNK)).toList();
        for (List<Pool> some : touched) {
            List<Pool> pools = affordable(some);
            Map<Pool, List<Part>> parts = parts(side, pools, documents);
            Map<Pool, List<Part>> opposite = opposite(other, parts);
            parts.forEach(
                    (pool, of) ->
                            meet(
                                    pool.item(),
                                    of,
                                    opposite.getOrDefault(pool, List.of()),
                                    side.equals("from_location_id"),
                                    found));
        }
        return found.entrySet().stream()
                .map(
                        it ->
                                new Leg(
                                        new ItemId(it.getKey().item()),
                                        new Quantity(it.getValue()),
                                        it.getKey().from(),
                                        it.getKey().to()))
                .toList();
    }

    /** Both in sequence: each is looked at once, but for those that meet several. */
    private void meet(
            UUID item,
            List<Part> parts,
            List<Part> others,
            boolean taken,
            Map<Line, BigDecimal> found) {
        int first = 0;
        for (Part part : parts) {
            while (first < others.size() && others.get(first).upto().compareTo(part.after()) <= 0) {
                first++;
            }
            for (int i = first;
                    i < others.size() && others.get(i).after().compareTo(part.upto()) < 0;
                    i++) {
                Part with = others.get(i);
                Line line =
                        taken
                                ? new Line(item, with.document(), part.document())
                                : new Line(item, part.document(), with.document());
                if (found.size() >= mostLegs && !found.containsKey(line)) {
                    complete = false;
                    return;
                }
                found.merge(
                        line,
                        part.upto().min(with.upto()).subtract(part.after().max(with.after())),
                        BigDecimal::add);
            }
        }
    }

    /** Those whose moves may still be read. */
    private List<Pool> affordable(List<Pool> pools) {
        List<Pool> asked = pools.stream().filter(it -> !tooMany.contains(it)).toList();
        complete &= asked.size() == pools.size();
        if (asked.isEmpty()) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            for (int side = 0; side < 2; side++) {
                parameters.add(i);
                parameters.add(asked.get(i).item());
                parameters.add(asked.get(i).place());
                parameters.add(tx.companyId());
                parameters.add(movesLeft + 1);
            }
        }
        String count =
                """
                select ?, count(*) from (select 1 from inventory_move
                    where item_id = ? and %s = ? and company_id = ? limit ?) m\
                """;
        Map<Integer, Integer> moves = new HashMap<>();
        Sql.query(
                tx.session(),
                String.join(
                        " union all ",
                        Collections.nCopies(
                                asked.size(),
                                count.formatted("from_location_id")
                                        + " union all "
                                        + count.formatted("to_location_id"))),
                parameters,
                row -> moves.merge(row.getInt(1), row.getInt(2), Integer::sum));
        List<Pool> affordable = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            int many = moves.getOrDefault(i, 0);
            if (many > movesLeft) {
                tooMany.add(asked.get(i));
                complete = false;
            } else {
                movesLeft -= many;
                affordable.add(asked.get(i));
            }
        }
        return affordable;
    }

    /** The few that the documents moved, by pool and in sequence. */
    private Map<Pool, List<Part>> parts(String side, List<Pool> pools, Collection<UUID> documents) {
        if (pools.isEmpty()) {
            return Map.of();
        }
        List<Object> parameters = flowing(pools);
        parameters.addAll(documents);
        return read(
                """
                select item_id, place, source_type, source_id, quantity, upto from (%s) f
                where source_id in (%s) order by item_id, place, upto\
                """
                        .formatted(flow(side, pools), Sql.marks(documents.size())),
                parameters);
    }

    /** Those of the other side that lie between the first and the last of these. */
    private Map<Pool, List<Part>> opposite(String side, Map<Pool, List<Part>> parts) {
        if (parts.isEmpty()) {
            return Map.of();
        }
        List<Object> parameters = new ArrayList<>();
        parts.forEach(
                (pool, of) -> {
                    parameters.add(pool.item());
                    parameters.add(pool.place());
                    parameters.add(of.getFirst().after());
                    parameters.add(of.getLast().upto());
                });
        parameters.addAll(flowing(parts.keySet()));
        String range = "select ? as item, ? as place, ? as low, ? as high";
        return read(
                """
                with r as (%s)
                select f.item_id, f.place, f.source_type, f.source_id, f.quantity, f.upto
                from (%s) f join r on r.item = f.item_id and r.place = f.place
                    and f.upto > r.low and f.upto - f.quantity < r.high
                order by f.item_id, f.place, f.upto\
                """
                        .formatted(
                                String.join(
                                        " union all ", Collections.nCopies(parts.size(), range)),
                                flow(side, parts.keySet())),
                parameters);
    }

    private Map<Pool, List<Part>> read(String sql, List<Object> parameters) {
        Map<Pool, List<Part>> parts = new LinkedHashMap<>();
        Sql.query(
                tx.session(),
                sql,
                parameters,
                row ->
                        parts.computeIfAbsent(
                                        new Pool(
                                                Sql.uuid(row.getBytes(1)),
                                                Sql.uuid(row.getBytes(2))),
                                        _ -> new ArrayList<>())
                                .add(
                                        new Part(
                                                row.getBigDecimal(6).subtract(row.getBigDecimal(5)),
                                                row.getBigDecimal(6),
                                                new Origin(
                                                        row.getString(3),
                                                        Sql.uuid(row.getBytes(4))))));
        return parts;
    }

    /** Moves of one side that count, each with how much there was by then. */
    private String flow(String side, Collection<Pool> pools) {
        return """
        select m.item_id, m.%1$s as place, m.source_type, m.source_id, m.quantity,
            sum(m.quantity) over (partition by m.item_id, m.%1$s order by m.id) as upto
        from inventory_move m where m.company_id = ? and (m.item_id, m.%1$s) in (%2$s) and %3$s\
        """
                .formatted(
                        side,
                        String.join(", ", Collections.nCopies(pools.size(), "(?, ?)")),
                        standing);
    }

    private List<Object> flowing(Collection<Pool> pools) {
        List<Object> parameters = new ArrayList<>(List.of(tx.companyId()));
        for (Pool pool : pools) {
            parameters.add(pool.item());
            parameters.add(pool.place());
        }
        return parameters;
    }

    /** Items and places that goods lie in. */
    private List<Pool> touched(String side, Collection<UUID> documents) {
        if (documents.isEmpty()) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>(documents);
        parameters.add(tx.companyId());
        parameters.add(LocationKind.STORAGE.name());
        return Sql.query(
                tx.session(),
                """
                select distinct m.item_id, m.%1$s from inventory_move m
                join inventory_location p on p.id = m.%1$s
                where m.source_id in (%2$s) and m.company_id = ? and p.kind = ?
                order by m.item_id, m.%1$s\
                """
                        .formatted(side, Sql.marks(documents.size())),
                parameters,
                row -> new Pool(Sql.uuid(row.getBytes(1)), Sql.uuid(row.getBytes(2))));
    }
}
