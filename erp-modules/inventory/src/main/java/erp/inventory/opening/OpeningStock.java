package erp.inventory.opening;

import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.Finance;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.finance.opening.OpeningClosed;
import erp.finance.opening.OpeningView;
import erp.inventory.common.InventoryError;
import erp.inventory.common.Limits;
import erp.inventory.items.Location;
import erp.inventory.items.LocationKind;
import erp.inventory.layers.ByItem;
import erp.inventory.layers.Layer;
import erp.inventory.layers.Layers;
import erp.inventory.stock.Balances;
import erp.inventory.stock.Move;
import erp.inventory.stock.MoveKind;
import erp.inventory.stock.Origin;
import erp.inventory.stock.Valuation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Gatherers;

/**
 * The stock that a company begins with: a part of finance's opening run, put as often as needed
 * while that is a draft, and posted when it is closed. Items out of use may be in stock too.
 */
public final class OpeningStock {
    static final String OPENING_STOCK = "inventory.opening-stock";

    /** So many rows are changed by one statement. */
    private static final int CHUNK = 500;

    private final Finance finance;

    public OpeningStock(Finance finance) {
        this.finance = finance;
    }

    private record Place(UUID warehouse, UUID item) {}

    /**
     * Replaces all lines and answers the run. Throws what {@link
     * erp.finance.opening.Openings#requireDraft} throws, INVALID_LINES, UNKNOWN_ITEM.
     *
     * @param expect is told the run's version
     */
    OpeningView put(Tx tx, NewOpeningStock wanted, LongConsumer expect) {
        UUID opening = finance.openings().requireDraft(tx, expect);
        Currency currency = tx.company().currency();
        check(tx, wanted.lines());
        queries(tx).remove(opening);
        Money value = Money.zero(currency);
        for (int i = 0; i < wanted.lines().size(); i++) {
            NewOpeningStock.Line line = wanted.lines().get(i);
            tx.add(new OpeningStockLine(tx, opening, i + 1, line));
            value = value.plus(line.value());
        }
        return finance.openings().stock(tx, value);
    }

    /** As it was put. */
    NewOpeningStock view(Tx tx) {
        Currency currency = tx.company().currency();
        return new NewOpeningStock(
                queries(tx).lines().stream().map(line -> line.view(currency)).toList());
    }

    long version(Tx tx) {
        return finance.openings().version(tx);
    }

    /** Puts the stock there, with its value, when the run is closed. Throws STOCK_LIMIT. */
    public void post(Tx tx, OpeningClosed closed) {
        List<OpeningStockLine> lines = queries(tx).lines();
        if (lines.isEmpty()) {
            return;
        }
        Currency currency = tx.company().currency();
        Origin origin = new Origin(OPENING_STOCK, closed.opening());
        List<Move> moves = new ArrayList<>();
        for (OpeningStockLine line : lines) {
            moves.add(tx.add(move(tx, line, origin, closed.date())));
        }
        tx.flush();
        fillBalances(tx, lines);
        Money total = value(tx, lines, moves, origin, closed.date(), currency);
        tx.record(OPENING_STOCK, closed.opening(), 0, "post", Map.of("value", total));
        tx.posted("inventory", "opening-stock", total);
        if (total.isZero()) {
            return;
        }
        finance.ledger()
                .post(
                        tx,
                        new Entry(
                                Book.INVENTORY,
                                new Source(origin.type(), origin.id(), "opening"),
                                closed.date(),
                                "Opening stock",
                                List.of(
                                        Line.debit(AccountRole.INVENTORY, total),
                                        Line.credit(AccountRole.OPENING_BALANCES, total))));
    }

    private static Move move(Tx tx, OpeningStockLine line, Origin origin, LocalDate date) {
        return new Move(
                tx,
                MoveKind.ADJUSTMENT,
                Location.virtualId(tx.companyId(), LocationKind.ADJUSTMENT),
                line.storage(),
                line.itemId(),
                line.quantity(),
                origin,
                line.getId(),
                line.lineNo(),
                date);
    }

    /** All balances before the first layer, as every change of stock does it. */
    private static void fillBalances(Tx tx, List<OpeningStockLine> lines) {
        Map<UUID, ByItem> byStorage = new TreeMap<>(ByItem.KEY_ORDER);
        for (OpeningStockLine line : lines) {
            byStorage
                    .computeIfAbsent(line.storage(), _ -> new ByItem())
                    .add(line.itemId(), line.quantity().value());
        }
        byStorage.forEach(
                (storage, amounts) -> {
                    for (List<UUID> items : chunks(amounts.keys())) {
                        ByItem part = new ByItem();
                        items.forEach(item -> part.add(item, amounts.of(item)));
                        Balances.put(tx, storage, part);
                    }
                });
    }

    /** Values the moves, item by item in the order of the layers' locks; answers the whole. */
    private static Money value(
            Tx tx,
            List<OpeningStockLine> lines,
            List<Move> moves,
            Origin origin,
            LocalDate date,
            Currency currency) {
        Map<UUID, List<Integer>> byItem = new TreeMap<>(ByItem.KEY_ORDER);
        for (int i = 0; i < lines.size(); i++) {
            byItem.computeIfAbsent(lines.get(i).itemId(), _ -> new ArrayList<>()).add(i);
        }
        Money total = Money.zero(currency);
        for (List<UUID> items : chunks(List.copyOf(byItem.keySet()))) {
            Map<UUID, Layer> layers = Layers.lock(tx, items, currency);
            for (Map.Entry<UUID, Layer> entry : layers.entrySet()) {
                for (int i : byItem.getOrDefault(entry.getKey(), List.of())) {
                    Layer layer = entry.getValue();
                    Money worth = lines.get(i).value(currency);
                    layer.put(moves.get(i).quantity(), worth);
                    layer.moved(date);
                    tx.add(Valuation.in(tx, layer, moves.get(i), origin, worth));
                    total = total.plus(worth);
                }
            }
            Layers.store(tx, layers.values());
        }
        return total;
    }

    private static List<List<UUID>> chunks(List<UUID> ids) {
        return ids.stream().gather(Gatherers.windowFixed(CHUNK)).toList();
    }

    private static void check(Tx tx, List<NewOpeningStock.Line> lines) {
        List<UUID> itemIds = lines.stream().map(NewOpeningStock.Line::itemId).distinct().toList();
        List<UUID> houseIds =
                lines.stream().map(NewOpeningStock.Line::warehouseId).distinct().toList();
        Set<UUID> items = new HashSet<>(itemIds.isEmpty() ? itemIds : queries(tx).items(itemIds));
        Set<UUID> houses =
                new HashSet<>(houseIds.isEmpty() ? houseIds : queries(tx).warehouses(houseIds));
        Set<Place> seen = new HashSet<>();
        Violations unknown = new Violations();
        Violations invalid = new Violations();
        for (int i = 0; i < lines.size(); i++) {
            NewOpeningStock.Line line = lines.get(i);
            String at = "/lines/" + i;
            unknown.addIf(
                    !houses.contains(line.warehouseId()),
                    at + "/warehouseId",
                    "unknown",
                    "names no warehouse");
            unknown.addIf(
                    !items.contains(line.itemId()), at + "/itemId", "unknown", "names no item");
            invalid.addIf(
                    !seen.add(new Place(line.warehouseId(), line.itemId())),
                    at + "/itemId",
                    "duplicate",
                    "is there in that warehouse already");
            tx.company().checkCurrency(line.value().currency(), at + "/value/currency", invalid);
        }
        unknown.refuse(InventoryError.UNKNOWN_ITEM);
        invalid.refuse(InventoryError.INVALID_LINES);
        BigDecimal worth =
                lines.stream()
                        .map(line -> line.value().amount())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        InventoryError.INVALID_LINES.refuseIf(
                worth.compareTo(Limits.DOCUMENT) >= 0,
                "/lines",
                "range",
                "must be worth less than " + Limits.DOCUMENT);
    }

    private static OpeningStockQueries queries(Tx tx) {
        return new OpeningStockQueries_(tx.session());
    }
}
