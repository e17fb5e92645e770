package erp.inventory.stock;

import com.google.errorprone.annotations.FormatMethod;

import erp.core.ErpException;
import erp.core.Violation;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.inventory.common.InventoryError;
import erp.inventory.layers.ByItem;
import erp.inventory.layers.LaterMoves;
import erp.inventory.layers.Layer;

import org.hibernate.StaleStateException;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What lies where. A balance changes only by one relative update that checks and changes in one go,
 * for all items of a document at once; which rows it has changed shows in {@code last_change_id}.
 */
public final class Balances {
    private static final String TYPE = "decimal(19,6)";

    private static final Update RESERVE =
            new Update("reserved = reserved + %1$s", 1, "on_hand - reserved >= %1$s");
    private static final Update RELEASE =
            new Update("reserved = reserved - %1$s", 1, "reserved >= %1$s");
    private static final Update ISSUE =
            new Update(
                    "on_hand = on_hand - %1$s, reserved = reserved - %1$s", 2, "reserved >= %1$s");
    private static final Update ADJUST =
            new Update("on_hand = on_hand + %1$s", 1, "on_hand + %1$s >= reserved");

    /**
     * A relative update of all rows of a document at one location.
     *
     * @param assigned how often the amount stands in the assignment; it stands once in the
     *     condition
     */
    private record Update(String assignment, int assigned, String condition) {
        /** Returns how many rows met the condition and so were changed. */
        int run(Tx tx, UUID location, ByItem amounts, UUID change) {
            String amount = amounts.expression("item_id", TYPE);
            List<Object> parameters = new ArrayList<>();
            for (int i = 0; i < assigned; i++) {
                parameters.addAll(amounts.parameters());
            }
            parameters.add(change);
            parameters.addAll(amounts.keys());
            parameters.add(location);
            parameters.add(tx.companyId());
            parameters.addAll(amounts.parameters());
            return Sql.update(
                    tx.session(),
                    """
                    update inventory_balance force index (primary)
                    set %s, last_change_id = ?
                    where item_id in (%s) and location_id = ? and company_id = ? and %s
                    order by item_id, location_id\
                    """
                            .formatted(
                                    assignment.formatted(amount),
                                    Sql.marks(amounts.size()),
                                    condition.formatted(amount)),
                    parameters);
        }
    }

    /** What a location has of an item. */
    private record Stock(Quantity onHand, Quantity reserved, boolean changed) {
        static final Stock NONE = new Stock(Quantity.ZERO, Quantity.ZERO, false);

        Quantity available() {
            return onHand.minus(reserved);
        }
    }

    /** Why an item cannot be had. */
    private record Lack(UUID item, Violation violation) {
        @FormatMethod
        static Lack of(StockLine line, BigDecimal wanted, String what, Object... values) {
            String text =
                    "wants %s of item %s, ".formatted(plain(wanted), line.item().value())
                            + what.formatted(values);
            return new Lack(line.item().value(), new Violation(line.pointer(), "available", text));
        }

        Lack heldBy(Reservations.Holder holder) {
            return new Lack(
                    item, new Violation(violation.pointer(), "reserved", holder.toString()));
        }
    }

    private Balances() {}

    /** Sets goods aside. Throws INSUFFICIENT_STOCK for the lines that cannot be had. */
    public static void reserve(Tx tx, UUID location, List<StockLine> lines) {
        ByItem wanted = byItem(lines);
        UUID change = tx.newId();
        if (wanted.reaches(Layer.LIMIT)
                || RESERVE.run(tx, location, wanted, change) < wanted.size()) {
            throw refusal(lack(tx, location, lines, wanted, change));
        }
    }

    /** Gives back what was set aside. */
    public static void release(Tx tx, UUID location, ByItem amounts) {
        expectAll(amounts, RELEASE.run(tx, location, amounts, tx.newId()));
    }

    /** Takes out goods that were set aside. */
    static void issue(Tx tx, UUID location, ByItem amounts) {
        expectAll(amounts, ISSUE.run(tx, location, amounts, tx.newId()));
    }

    /**
     * Takes out what is set aside and puts in what is new, of other items or the same. All rows are
     * locked in the order of their keys before the first is changed.
     */
    static void exchange(Tx tx, UUID location, Conversion wanted, ConversionMoves moves) {
        if (!wanted.unreserved().isEmpty()) {
            Reservations.open(tx, wanted.holder(), location, wanted.unreserved());
        }
        if (moves.byLine().size() > 0) {
            Reservations.use(tx, location, moves.byLine());
        }
        if (moves.in().size() > 0) {
            open(tx, location, moves.in().keys());
        }
        count(tx, location, moves.items().stream().sorted(ByItem.KEY_ORDER).toList());
        if (!wanted.unreserved().isEmpty()) {
            reserve(tx, location, wanted.unreserved());
        }
        if (moves.out().size() > 0) {
            issue(tx, location, moves.out());
        }
        if (moves.in().size() > 0) {
            put(tx, location, moves.in());
        }
    }

    /** Puts goods there. Throws STOCK_LIMIT where they are more than a balance can hold. */
    public static void put(Tx tx, UUID location, ByItem amounts) {
        if (amounts.reaches(Layer.LIMIT)) {
            throw new ErpException(
                    InventoryError.STOCK_LIMIT,
                    "the lines of an item must sum to below %s pieces",
                    Layer.LIMIT.toPlainString());
        }
        open(tx, location, amounts.keys());
        expectAll(amounts, ADJUST.run(tx, location, amounts, tx.newId()));
    }

    /**
     * Corrects what is there, up or down, not below what is set aside. Throws INSUFFICIENT_STOCK,
     * which names who has set it aside.
     *
     * @param losses the lines that take away, for the refusal
     */
    static void adjust(Tx tx, UUID location, ByItem signed, List<StockLine> losses) {
        open(tx, location, signed.keys());
        UUID change = tx.newId();
        if (ADJUST.run(tx, location, signed, change) < signed.size()) {
            List<Lack> lacking = lack(tx, location, losses, byItem(losses), change);
            throw refusal(withHolders(tx, location, lacking));
        }
    }

    /**
     * Refuses what leaves the location less than nothing on a day since the document's date. Throws
     * INSUFFICIENT_STOCK with the first such day of each line and what was there.
     *
     * @param leaving what the balances, under lock, are without already
     */
    static void requireSince(
            Tx tx, UUID location, LocalDate date, LaterMoves later, List<StockLine> leaving) {
        if (leaving.isEmpty() || later.isEmpty()) {
            return;
        }
        ByItem taken = byItem(leaving);
        Map<UUID, Stock> now = stock(tx, location, taken.keys(), location);
        List<Lack> lacking = new ArrayList<>();
        for (StockLine line : leaving) {
            UUID item = line.item().value();
            BigDecimal onHand = now.getOrDefault(item, Stock.NONE).onHand().value();
            later.shortage(item, date, onHand)
                    .ifPresent(
                            day ->
                                    lacking.add(
                                            Lack.of(
                                                    line,
                                                    taken.of(item),
                                                    "on %s there were %s",
                                                    day.date(),
                                                    plain(day.quantity().add(taken.of(item))))));
        }
        if (!lacking.isEmpty()) {
            throw refusal(lacking);
        }
    }

    /** What is on hand, locked until commit. Items without a balance are absent. */
    public static Map<UUID, Quantity> count(Tx tx, UUID location, List<UUID> items) {
        List<Object> parameters = new ArrayList<>(items);
        parameters.add(location);
        parameters.add(tx.companyId());
        Map<UUID, Quantity> onHand = new HashMap<>();
        Sql.query(
                tx.session(),
                """
                select item_id, on_hand from inventory_balance force index (primary)
                where item_id in (%s) and location_id = ? and company_id = ?
                order by item_id, location_id for update\
                """
                        .formatted(Sql.marks(items.size())),
                parameters,
                row -> onHand.put(Sql.uuid(row.getBytes(1)), new Quantity(row.getBigDecimal(2))));
        return onHand;
    }

    public static ByItem byItem(List<StockLine> lines) {
        ByItem amounts = new ByItem();
        lines.forEach(line -> amounts.add(line.item().value(), line.quantity().value()));
        return amounts;
    }

    private static void open(Tx tx, UUID location, List<UUID> items) {
        Set<UUID> missing = new HashSet<>(items);
        missing.removeAll(stock(tx, location, items, location).keySet());
        for (UUID item : missing.stream().sorted(ByItem.KEY_ORDER).toList()) {
            Sql.update(
                    tx.session(),
                    """
                    insert ignore into inventory_balance
                    (item_id, location_id, id, company_id, on_hand, reserved)
                    values (?, ?, ?, ?, 0, 0)\
                    """,
                    List.of(item, location, tx.newId(), tx.companyId()));
        }
    }

    /**
     * Tells which lines cannot be had and what could. Available: on hand, not reserved, before this
     * change.
     */
    private static List<Lack> lack(
            Tx tx, UUID location, List<StockLine> lines, ByItem wanted, UUID change) {
        Map<UUID, Stock> stock = stock(tx, location, wanted.keys(), change);
        List<Lack> lacking = new ArrayList<>();
        for (StockLine line : lines) {
            BigDecimal amount = wanted.of(line.item().value());
            Stock found = stock.getOrDefault(line.item().value(), Stock.NONE);
            if (!found.changed() && found.available().value().compareTo(amount) < 0) {
                lacking.add(Lack.of(line, amount, "available are %s", found.available()));
            }
        }
        if (lacking.isEmpty()) {
            throw new StaleStateException("stock came free meanwhile");
        }
        return lacking;
    }

    /** After each line, the documents that hold its goods. */
    private static List<Lack> withHolders(Tx tx, UUID location, List<Lack> lacking) {
        List<UUID> items = lacking.stream().map(Lack::item).distinct().toList();
        Map<UUID, List<Reservations.Holder>> holders = Reservations.holders(tx, location, items);
        List<Lack> told = new ArrayList<>();
        for (Lack lack : lacking) {
            told.add(lack);
            for (Reservations.Holder holder : holders.getOrDefault(lack.item(), List.of())) {
                told.add(lack.heldBy(holder));
            }
        }
        return told;
    }

    private static ErpException refusal(List<Lack> lacking) {
        List<Violation> violations = lacking.stream().map(Lack::violation).toList();
        return new ErpException(
                InventoryError.INSUFFICIENT_STOCK,
                violations,
                "not enough stock: " + violations.getFirst().message());
    }

    private static String plain(BigDecimal quantity) {
        return quantity.stripTrailingZeros().toPlainString();
    }

    private static Map<UUID, Stock> stock(Tx tx, UUID location, List<UUID> items, UUID change) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(change);
        parameters.addAll(items);
        parameters.add(location);
        parameters.add(tx.companyId());
        Map<UUID, Stock> stock = new HashMap<>();
        Sql.query(
                tx.session(),
                """
                select item_id, on_hand, reserved, coalesce(last_change_id = ?, false)
                from inventory_balance
                where item_id in (%s) and location_id = ? and company_id = ?\
                """
                        .formatted(Sql.marks(items.size())),
                parameters,
                row ->
                        stock.put(
                                Sql.uuid(row.getBytes(1)),
                                new Stock(
                                        new Quantity(row.getBigDecimal(2)),
                                        new Quantity(row.getBigDecimal(3)),
                                        row.getBoolean(4))));
        return stock;
    }

    /** What was reserved is there by construction; anything else is a defect of ours. */
    private static void expectAll(ByItem amounts, int changed) {
        if (changed != amounts.size()) {
            throw new IllegalStateException(
                    "changed %d of %d balances".formatted(changed, amounts.size()));
        }
    }
}
