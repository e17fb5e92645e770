package erp.inventory.stock;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.inventory.items.ItemId;
import erp.inventory.items.LocationKind;
import erp.inventory.layers.ByItem;
import erp.inventory.layers.LockedLayers;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Moves back what a document moved, whatever that was, at exactly what it was worth then: moves,
 * balances, valuations and layers. The ledger's part is the ledger's.
 */
public final class Mirrors {
    private Mirrors() {}

    /**
     * Throws INSUFFICIENT_STOCK where the goods are not there any more or are set aside,
     * VALUE_AT_DATE where what is left could not be worth what it would be.
     *
     * @param storage where the document moved its goods
     */
    public static void post(Tx tx, UUID document, LocalDate date, UUID storage) {
        var queries = new StockQueries_(tx.session());
        List<Move> moves = queries.movesOf(document);
        if (moves.isEmpty()) {
            return;
        }
        List<Valuation> valuations = queries.valuationsOf(document);
        Map<UUID, Move> mirrors = mirrors(tx, moves, date);
        tx.flush();
        Set<UUID> storages = storages(tx, moves);
        Map<UUID, ByItem> changes = changes(moves, storages);
        doubted(moves, valuations, storages).forEach(item -> correct(tx, item, changes));
        changes.forEach((place, signed) -> Balances.adjust(tx, place, signed, leaving(signed)));
        Set<UUID> items = new TreeSet<>(ByItem.KEY_ORDER);
        moves.forEach(move -> items.add(move.itemId()));
        valuations.forEach(it -> items.add(it.layer()));
        LockedLayers layers = LockedLayers.lock(tx, date, storage, tx.company().currency(), items);
        ByItem here = changes.getOrDefault(storage, new ByItem());
        Balances.requireSince(tx, storage, date, layers.later(), leaving(here));
        items.forEach(item -> layers.of(item).moved(date));
        takeBack(tx, valuations, mirrors, layers);
        layers.store(tx, List.copyOf(items));
    }

    private static Map<UUID, Move> mirrors(Tx tx, List<Move> moves, LocalDate date) {
        int last = moves.stream().mapToInt(Move::lineNo).max().orElse(0);
        Map<UUID, Move> mirrors = new HashMap<>();
        for (Move move : moves) {
            mirrors.put(move.getId(), tx.add(move.mirrored(tx, last + mirrors.size() + 1, date)));
        }
        return mirrors;
    }

    private static Set<UUID> storages(Tx tx, List<Move> moves) {
        Set<UUID> places =
                moves.stream()
                        .flatMap(move -> List.of(move.from(), move.to()).stream())
                        .collect(Collectors.toSet());
        return Set.copyOf(new StockQueries_(tx.session()).places(places, LocationKind.STORAGE));
    }

    /** By how much each place has more of what, once all is moved back; places in their order. */
    private static Map<UUID, ByItem> changes(List<Move> moves, Set<UUID> storages) {
        Map<UUID, ByItem> changes = new TreeMap<>(ByItem.KEY_ORDER);
        for (Move move : moves) {
            BigDecimal quantity = move.quantity().value();
            if (storages.contains(move.from())) {
                changes.computeIfAbsent(move.from(), _ -> new ByItem())
                        .add(move.itemId(), quantity);
            }
            if (storages.contains(move.to())) {
                changes.computeIfAbsent(move.to(), _ -> new ByItem())
                        .add(move.itemId(), quantity.negate());
            }
        }
        return changes;
    }

    /**
     * Items of which the document says one thing by its moves and another by their valuations: what
     * it did to balances is then not known. A move within the company has no valuation.
     */
    private static Set<UUID> doubted(
            List<Move> moves, List<Valuation> valuations, Set<UUID> storages) {
        Map<UUID, BigDecimal> valued = new HashMap<>();
        valuations.forEach(it -> valued.merge(it.move(), it.quantity().abs(), BigDecimal::add));
        return moves.stream()
                .filter(
                        move ->
                                valued.getOrDefault(move.getId(), BigDecimal.ZERO)
                                                .compareTo(crossing(move, storages))
                                        != 0)
                .map(Move::itemId)
                .collect(Collectors.toSet());
    }

    private static BigDecimal crossing(Move move, Set<UUID> storages) {
        return storages.contains(move.from()) == storages.contains(move.to())
                ? BigDecimal.ZERO
                : move.quantity().value();
    }

    /** Makes the balances of an item what all moves, with the mirrors, come to. */
    private static void correct(Tx tx, UUID item, Map<UUID, ByItem> changes) {
        for (Map.Entry<UUID, ByItem> change : changes.entrySet()) {
            UUID place = change.getKey();
            if (!change.getValue().keys().contains(item)) {
                continue;
            }
            BigDecimal onHand =
                    Balances.count(tx, place, List.of(item))
                            .getOrDefault(item, Quantity.ZERO)
                            .value();
            BigDecimal moved =
                    Sql.query(
                                    tx.session(),
                                    """
                                    select coalesce(sum(if(to_location_id = ?, quantity, -quantity)), 0)
                                    from inventory_move
                                    where item_id = ? and company_id = ?
                                      and (to_location_id = ? or from_location_id = ?)\
                                    """,
                                    List.of(place, item, tx.companyId(), place, place),
                                    row -> row.getBigDecimal(1))
                            .getFirst();
            BigDecimal said = change.getValue().of(item);
            change.getValue().add(item, moved.subtract(onHand).subtract(said));
        }
    }

    private static void takeBack(
            Tx tx, List<Valuation> valuations, Map<UUID, Move> mirrors, LockedLayers layers) {
        ByItem quantities = new ByItem();
        ByItem values = new ByItem();
        for (Valuation one : valuations) {
            quantities.add(one.layer(), one.quantity());
            values.add(one.layer(), one.value());
            Move mirror = mirrors.get(one.move());
            if (mirror == null) {
                throw new IllegalStateException("a valuation of no move: " + one.getId());
            }
            tx.add(one.mirrored(tx, mirror));
        }
        for (UUID layer : quantities.keys()) {
            layers.of(layer).takeBack(quantities.of(layer), values.of(layer));
        }
    }

    private static List<StockLine> leaving(ByItem signed) {
        List<StockLine> leaving = new ArrayList<>();
        for (UUID item : signed.keys()) {
            if (signed.of(item).signum() < 0) {
                leaving.add(
                        new StockLine(
                                item,
                                "",
                                new ItemId(item),
                                new Quantity(signed.of(item).negate())));
            }
        }
        return leaving;
    }
}
