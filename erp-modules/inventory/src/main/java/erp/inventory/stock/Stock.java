package erp.inventory.stock;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Ledger;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.inventory.common.InventoryError;
import erp.inventory.common.Limits;
import erp.inventory.items.Location;
import erp.inventory.items.LocationKind;
import erp.inventory.layers.ByItem;
import erp.inventory.layers.Layer;
import erp.inventory.layers.Layers;
import erp.inventory.layers.LockedLayers;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/**
 * Moves, balances, layers and their ledger entry, changed together. Each operation first sends the
 * inserts that lock nothing others want, then takes the locks in the order that the package states.
 */
public final class Stock {
    /** Type of the documents that move goods from one place of the company to another. */
    public static final String TRANSFER = "inventory.transfer";

    private final Ledger ledger;

    public Stock(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Takes reserved goods out to the customer, at what they cost. */
    public void issue(
            Tx tx,
            Origin origin,
            LocalDate date,
            UUID storage,
            Currency currency,
            List<Issue> issues) {
        UUID customer = Location.virtualId(tx.companyId(), LocationKind.CUSTOMER);
        List<Move> moves = new ArrayList<>();
        List<StockLine> leaving = new ArrayList<>();
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
            leaving.add(new StockLine(issue.line(), "", issue.item(), issue.quantity()));
            byLine.add(issue.reservedBy(), issue.quantity().value());
            byItem.add(item, issue.quantity().value());
        }
        tx.flush();
        Reservations.use(tx, storage, byLine);
        Balances.issue(tx, storage, byItem);
        LockedLayers layers = LockedLayers.lock(tx, date, storage, currency, byItem.keys());
        Balances.requireSince(tx, storage, date, layers.later(), leaving);
        Money total = Money.zero(currency);
        for (Move move : moves) {
            total = sum(total, takeOut(tx, layers.of(move.itemId()), move, origin));
        }
        layers.store(tx, byItem.keys());
        post(
                tx,
                origin,
                "cost",
                date,
                "Cost of goods delivered",
                List.of(
                        Amount.debit(AccountRole.COST_OF_GOODS_SOLD, total),
                        Amount.credit(AccountRole.INVENTORY, total)));
    }

    /** Takes in goods from outside at their cost, which leaves enough on each later day. */
    public void receive(
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
        LockedLayers layers = new LockedLayers(Layers.lock(tx, byItem.keys(), currency));
        Money total = Money.zero(currency);
        for (int i = 0; i < moves.size(); i++) {
            Money cost = goods.get(i).cost();
            putIn(tx, layers.of(moves.get(i).itemId()), moves.get(i), origin, cost);
            total = sum(total, cost);
        }
        layers.store(tx, byItem.keys());
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

    /** Takes goods that nobody has set aside back to the supplier, at what they came in at. */
    public void sendBack(
            Tx tx,
            Origin origin,
            LocalDate date,
            UUID storage,
            Currency currency,
            List<Returned> goods) {
        UUID supplier = Location.virtualId(tx.companyId(), LocationKind.SUPPLIER);
        List<Move> moves = new ArrayList<>();
        List<StockLine> leaving = goods.stream().map(Returned::line).toList();
        ByItem signed = new ByItem();
        for (StockLine line : leaving) {
            UUID item = line.item().value();
            moves.add(
                    tx.add(
                            new Move(
                                    tx,
                                    MoveKind.ISSUE,
                                    storage,
                                    supplier,
                                    item,
                                    line.quantity(),
                                    origin,
                                    line.line(),
                                    moves.size() + 1,
                                    date)));
            signed.add(item, line.quantity().value().negate());
        }
        tx.flush();
        Balances.adjust(tx, storage, signed, leaving);
        LockedLayers layers = LockedLayers.lock(tx, date, storage, currency, signed.keys());
        Balances.requireSince(tx, storage, date, layers.later(), leaving);
        Money owed = Money.zero(currency);
        Money worth = Money.zero(currency);
        for (int i = 0; i < moves.size(); i++) {
            Money cost = goods.get(i).cost();
            Layer layer = layers.of(moves.get(i).itemId());
            Money taken = layer.take(moves.get(i).quantity(), cost);
            tookOut(tx, layer, moves.get(i), origin, taken);
            owed = sum(owed, cost);
            worth = sum(worth, taken);
        }
        layers.store(tx, signed.keys());
        Money variance = owed.minus(worth);
        post(
                tx,
                origin,
                "return",
                date,
                "Goods sent back",
                List.of(
                        Amount.debit(AccountRole.GOODS_RECEIVED_NOT_INVOICED, owed),
                        Amount.credit(AccountRole.INVENTORY, worth),
                        variance.isNegative()
                                ? Amount.debit(
                                        AccountRole.PURCHASE_PRICE_VARIANCE, variance.negate())
                                : Amount.credit(AccountRole.PURCHASE_PRICE_VARIANCE, variance)));
    }

    /**
     * Corrects balances and layers and answers what the stock is worth more by it. Without a
     * difference there is nothing to post, but a closed period is closed.
     *
     * @param counted the layers, where they are locked already
     */
    public Money adjust(
            Tx tx,
            Origin origin,
            LocalDate date,
            UUID storage,
            Currency currency,
            List<Difference> differences,
            @Nullable LockedLayers counted) {
        List<Move> moves = new ArrayList<>();
        List<StockLine> losses = new ArrayList<>();
        ByItem signed = new ByItem();
        for (Difference difference : differences) {
            Move move = tx.add(difference.move(tx, origin, storage, moves.size() + 1, date));
            moves.add(move);
            if (difference.isLoss()) {
                losses.add(difference.loss(move.sourceLine()));
            }
            signed.add(difference.item().value(), difference.quantity().value());
        }
        if (moves.isEmpty()) {
            ledger.requireOpen(tx, date);
            return Money.zero(currency);
        }
        tx.flush();
        Balances.adjust(tx, storage, signed, losses);
        LockedLayers layers =
                counted == null
                        ? LockedLayers.lock(tx, date, storage, currency, signed.keys())
                        : counted;
        Balances.requireSince(tx, storage, date, layers.later(), losses);
        Money gains = Money.zero(currency);
        Money lost = Money.zero(currency);
        for (int i = 0; i < moves.size(); i++) {
            Layer layer = layers.of(moves.get(i).itemId());
            if (differences.get(i).isLoss()) {
                lost = sum(lost, takeOut(tx, layer, moves.get(i), origin));
            } else {
                Money cost = differences.get(i).worth(layer, currency);
                putIn(tx, layer, moves.get(i), origin, cost);
                gains = sum(gains, cost);
            }
        }
        layers.store(tx, signed.keys());
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

    /**
     * Takes goods that nobody has set aside from one place to another; what they are worth does not
     * change. Moves are kept as adjustments, which all versions can read.
     */
    public void transfer(
            Tx tx, Origin origin, LocalDate date, UUID from, UUID to, List<StockLine> lines) {
        ByItem leaving = new ByItem();
        ByItem coming = new ByItem();
        int number = 0;
        for (StockLine line : lines) {
            UUID item = line.item().value();
            number++;
            tx.add(
                    new Move(
                            tx,
                            MoveKind.ADJUSTMENT,
                            from,
                            to,
                            item,
                            line.quantity(),
                            origin,
                            line.line(),
                            number,
                            date));
            leaving.add(item, line.quantity().value().negate());
            coming.add(item, line.quantity().value());
        }
        tx.flush();
        if (ByItem.KEY_ORDER.compare(from, to) < 0) {
            Balances.adjust(tx, from, leaving, lines);
            Balances.put(tx, to, coming);
        } else {
            Balances.put(tx, to, coming);
            Balances.adjust(tx, from, leaving, lines);
        }
        Currency currency = tx.company().currency();
        LockedLayers layers = LockedLayers.lock(tx, date, from, currency, leaving.keys());
        Balances.requireSince(tx, from, date, layers.later(), lines);
        leaving.keys().forEach(item -> layers.of(item).moved(date));
        layers.store(tx, leaving.keys());
        ledger.requireOpen(tx, date);
    }

    static Money takeOut(Tx tx, Layer layer, Move move, Origin origin) {
        Money cost = layer.take(move.quantity());
        tookOut(tx, layer, move, origin, cost);
        return cost;
    }

    private static void tookOut(Tx tx, Layer layer, Move move, Origin origin, Money cost) {
        layer.moved(move.date());
        tx.add(Valuation.out(tx, layer, move, origin, cost));
    }

    static void putIn(Tx tx, Layer layer, Move move, Origin origin, Money cost) {
        layer.put(move.quantity(), cost);
        layer.moved(move.date());
        tx.add(Valuation.in(tx, layer, move, origin, cost));
    }

    /** Each item is worth less than the limit, all items of a document may not be. */
    static Money sum(Money total, Money more) {
        if (total.amount().add(more.amount()).compareTo(Limits.DOCUMENT) >= 0) {
            throw new ErpException(
                    InventoryError.STOCK_LIMIT,
                    "the goods of one document must be worth less than %s",
                    Limits.DOCUMENT);
        }
        return total.plus(more);
    }

    /**
     * Posts what is not zero; goods that are worth nothing leave the ledger alone, but not a closed
     * period.
     */
    void post(
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
    record Amount(boolean debit, AccountRole role, Money money) {
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
