package erp.inventory;

import erp.core.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.finance.AccountRole;
import erp.finance.Book;
import erp.finance.Entry;
import erp.finance.Ledger;
import erp.finance.Line;
import erp.finance.Source;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Moves, balances, layers and their ledger entry, changed together. Each operation first sends the
 * inserts that lock nothing others want, then takes the locks in the order that the package states.
 */
final class Stock {
    private final Ledger ledger;

    Stock(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Takes reserved goods out to the customer and answers what each line cost. */
    Map<UUID, Money> issue(
            Tx tx,
            Origin origin,
            LocalDate date,
            UUID storage,
            Currency currency,
            List<Issue> issues) {
        UUID customer = Location.virtualId(tx.companyId(), LocationKind.CUSTOMER);
        List<Move> moves = new ArrayList<>();
        ByItem byLine = new ByItem();
        ByItem byItem = new ByItem();
        for (Issue issue : issues) {
            UUID item = issue.item().value();
            moves.add(
                    tx.add(
                            new Move(
                                    tx,
                                    MoveKind.ISSUE,
                                    storage,
                                    customer,
                                    item,
                                    issue.quantity(),
                                    origin,
                                    issue.line(),
                                    moves.size() + 1,
                                    date)));
            byLine.add(issue.reservedBy(), issue.quantity().value());
            byItem.add(item, issue.quantity().value());
        }
        tx.flush();
        Reservations.use(tx, storage, byLine);
        Balances.issue(tx, storage, byItem);
        Map<UUID, Layer> layers = Layers.lock(tx, byItem.keys(), currency);
        Map<UUID, Money> costs = new HashMap<>();
        Money total = Money.zero(currency);
        for (Move move : moves) {
            Money cost = takeOut(tx, layers, move, origin);
            costs.put(move.sourceLine(), cost);
            total = total.plus(cost);
        }
        Layers.store(tx, layers.values());
        post(
                tx,
                origin,
                "cost",
                date,
                "Cost of goods delivered",
                List.of(
                        Amount.debit(AccountRole.COST_OF_GOODS_SOLD, total),
                        Amount.credit(AccountRole.INVENTORY, total)));
        return costs;
    }

    /** Takes in goods from outside at their cost. */
    void receive(
            Tx tx,
            Origin origin,
            LocalDate date,
            UUID storage,
            Currency currency,
            List<Incoming> goods) {
        UUID supplier = Location.virtualId(tx.companyId(), LocationKind.SUPPLIER);
        List<Move> moves = new ArrayList<>();
        ByItem byItem = new ByItem();
        for (Incoming incoming : goods) {
            moves.add(
                    tx.add(
                            new Move(
                                    tx,
                                    MoveKind.RECEIPT,
                                    supplier,
                                    storage,
                                    incoming.item().value(),
                                    incoming.quantity(),
                                    origin,
                                    incoming.line(),
                                    moves.size() + 1,
                                    date)));
            byItem.add(incoming.item().value(), incoming.quantity().value());
        }
        tx.flush();
        Balances.put(tx, storage, byItem);
        Map<UUID, Layer> layers = Layers.lock(tx, byItem.keys(), currency);
        Money total = Money.zero(currency);
        for (int i = 0; i < moves.size(); i++) {
            Money cost = goods.get(i).cost();
            putIn(tx, layers, moves.get(i), origin, cost);
            total = total.plus(cost);
        }
        Layers.store(tx, layers.values());
        post(
                tx,
                origin,
                "goods",
                date,
                "Goods received",
                List.of(
                        Amount.debit(AccountRole.INVENTORY, total),
                        Amount.credit(AccountRole.GOODS_RECEIVED_NOT_INVOICED, total)));
    }

    /** Corrects balances and layers and answers what the stock is worth more by it. */
    Money adjust(
            Tx tx,
            Origin origin,
            LocalDate date,
            UUID storage,
            Currency currency,
            List<Difference> differences) {
        UUID outside = Location.virtualId(tx.companyId(), LocationKind.ADJUSTMENT);
        List<Move> moves = new ArrayList<>();
        List<StockLine> losses = new ArrayList<>();
        ByItem signed = new ByItem();
        for (Difference difference : differences) {
            boolean gain = difference.quantity().isPositive();
            UUID item = difference.item().value();
            Quantity size = gain ? difference.quantity() : difference.quantity().negate();
            UUID line = tx.newId();
            moves.add(
                    tx.add(
                            new Move(
                                    tx,
                                    MoveKind.ADJUSTMENT,
                                    gain ? outside : storage,
                                    gain ? storage : outside,
                                    item,
                                    size,
                                    origin,
                                    line,
                                    moves.size() + 1,
                                    date)));
            if (!gain) {
                losses.add(new StockLine(line, difference.pointer(), difference.item(), size));
            }
            signed.add(item, difference.quantity().value());
        }
        tx.flush();
        Balances.adjust(tx, storage, signed, losses);
        Map<UUID, Layer> layers = Layers.lock(tx, signed.keys(), currency);
        Money gains = Money.zero(currency);
        Money lost = Money.zero(currency);
        for (int i = 0; i < moves.size(); i++) {
            Difference difference = differences.get(i);
            Move move = moves.get(i);
            if (difference.quantity().isPositive()) {
                Money cost = difference.worth(layers.get(difference.item().value()), currency);
                putIn(tx, layers, move, origin, cost);
                gains = gains.plus(cost);
            } else {
                lost = lost.plus(takeOut(tx, layers, move, origin));
            }
        }
        Layers.store(tx, layers.values());
        post(
                tx,
                origin,
                "difference",
                date,
                "Stock adjusted",
                List.of(
                        Amount.debit(AccountRole.INVENTORY, gains),
                        Amount.credit(AccountRole.INVENTORY_DIFFERENCE, gains),
                        Amount.debit(AccountRole.INVENTORY_DIFFERENCE, lost),
                        Amount.credit(AccountRole.INVENTORY, lost)));
        return gains.minus(lost);
    }

    private static Money takeOut(Tx tx, Map<UUID, Layer> layers, Move move, Origin origin) {
        Layer layer = layerOf(layers, move);
        Money cost = layer.take(move.quantity());
        tx.add(Valuation.out(tx, layer, move, origin, cost));
        return cost;
    }

    private static void putIn(
            Tx tx, Map<UUID, Layer> layers, Move move, Origin origin, Money cost) {
        Layer layer = layerOf(layers, move);
        layer.put(move.quantity(), cost);
        tx.add(Valuation.in(tx, layer, move, origin, cost));
    }

    private static Layer layerOf(Map<UUID, Layer> layers, Move move) {
        Layer layer = layers.get(move.itemId());
        if (layer == null) {
            throw new IllegalStateException("no layer of item " + move.itemId());
        }
        return layer;
    }

    /**
     * Posts what is not zero; goods that are worth nothing leave the ledger alone, but not a closed
     * period.
     */
    private void post(
            Tx tx,
            Origin origin,
            String posting,
            LocalDate date,
            String text,
            List<Amount> amounts) {
        List<Line> lines =
                amounts.stream()
                        .filter(amount -> !amount.money().isZero())
                        .map(Amount::line)
                        .toList();
        if (lines.isEmpty()) {
            ledger.requireOpen(tx, date);
            return;
        }
        ledger.post(
                tx,
                new Entry(
                        Book.INVENTORY,
                        new Source(origin.type(), origin.id(), posting),
                        date,
                        text,
                        lines));
    }

    /** A side of an account and what goes there, which may be nothing. */
    private record Amount(boolean debit, AccountRole role, Money money) {
        static Amount debit(AccountRole role, Money money) {
            return new Amount(true, role, money);
        }

        static Amount credit(AccountRole role, Money money) {
            return new Amount(false, role, money);
        }

        Line line() {
            return debit ? Line.debit(role, money) : Line.credit(role, money);
        }
    }
}
