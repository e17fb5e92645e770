package erp.inventory.layers;

import erp.core.ErpException;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.inventory.common.InventoryError;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an item's stock is worth: one pooled layer per item and company, valued at the moving
 * average in posting sequence. Quantity 0 means value 0: the last piece takes the remainder that
 * rounding left.
 *
 * <p>The same holds at the end of every day. So where a document is dated back, the layer looks at
 * each day since, and what leaves takes the least that its quantity is worth on any of them: a day
 * gives no more than its own average. Where a day is left empty, it gives all its value; days that
 * would be left empty with different value stand against each other, and the document is refused.
 * Coming in adds quantity to each day, which leaves no day empty and none worth less. So each
 * document leaves every day right that was right before.
 */
public final class Layer {
    /** Far above any stock, far below what a column holds. */
    public static final BigDecimal LIMIT = BigDecimal.TEN.pow(12);

    private final UUID id;
    private final Currency currency;
    private Quantity quantity;
    private Money value;
    private @Nullable LocalDate lastMove;

    /** The days since the document's date at whose end it was another; oldest first. */
    private final List<Day> days = new ArrayList<>();

    /** What there was at the end of a day. */
    private record Day(LocalDate date, BigDecimal quantity, BigDecimal value) {
        Day less(LocalDate at, BigDecimal moved, BigDecimal worth) {
            return new Day(at, quantity.subtract(moved), value.subtract(worth));
        }

        /** Whether this can be taken out of it so that nothing is worth nothing, and no less. */
        boolean bears(BigDecimal out, BigDecimal cost) {
            int rest = value.compareTo(cost);
            return quantity.compareTo(out) > 0 ? rest >= 0 : isEmptiedBy(out) && rest == 0;
        }

        boolean isEmptiedBy(BigDecimal out) {
            return quantity.compareTo(out) == 0;
        }
    }

    /**
     * @param lastMove no move is dated later; null where that is not known
     */
    Layer(UUID id, Quantity quantity, Money value, @Nullable LocalDate lastMove) {
        this.id = id;
        this.currency = value.currency();
        this.quantity = quantity;
        this.value = value;
        this.lastMove = lastMove;
    }

    public UUID id() {
        return id;
    }

    public Quantity quantity() {
        return quantity;
    }

    Money value() {
        return value;
    }

    /** No move is dated later; null where that is not known. */
    @Nullable LocalDate lastMove() {
        return lastMove;
    }

    boolean mayHaveMoveAfter(LocalDate date) {
        return lastMove == null || lastMove.isAfter(date);
    }

    /** Takes notice of a move of that date. */
    public void moved(LocalDate date) {
        if (lastMove != null && date.isAfter(lastMove)) {
            lastMove = date;
        }
    }

    /**
     * From now on each day since that date counts.
     *
     * @param later all that was moved after it, oldest first
     */
    void lookBack(LocalDate date, List<LaterMoves.Day> later) {
        days.clear();
        Day end = new Day(date, quantity.value(), value.amount());
        for (int i = later.size() - 1; i >= 0; i--) {
            LaterMoves.Day moved = later.get(i);
            end =
                    end.less(
                            i == 0 ? date : later.get(i - 1).date(),
                            moved.quantity(),
                            moved.value());
            days.addFirst(end);
        }
        LocalDate last = later.isEmpty() ? date : later.getLast().date();
        lastMove = lastMove == null || last.isAfter(lastMove) ? last : lastMove;
    }

    /** Adds goods at their cost. Throws STOCK_LIMIT. */
    public void put(Quantity more, Money cost) {
        if (!more.isPositive() || cost.isNegative()) {
            throw new IllegalArgumentException(
                    "goods come in positive quantity, at no negative cost");
        }
        BigDecimal total = quantity.value().add(more.value());
        BigDecimal worth = value.amount().add(cost.amount());
        if (total.compareTo(LIMIT) >= 0 || worth.compareTo(LIMIT) >= 0) {
            throw tooMuch();
        }
        quantity = new Quantity(total);
        value = new Money(worth, currency);
        days.replaceAll(day -> day.less(day.date(), more.value().negate(), cost.amount().negate()));
    }

    /**
     * Takes goods out at the average of now, or of the day since the document's date that is least,
     * and returns what they cost; for all of them that is exactly the value. Throws VALUE_AT_DATE.
     */
    public Money take(Quantity less) {
        if (!less.isPositive() || less.exceeds(quantity)) {
            throw new IllegalStateException(
                    "layer " + id + " holds " + quantity + ", cannot give " + less);
        }
        Money cost = days.isEmpty() ? average(less) : costSince(less.value());
        quantity = quantity.minus(less);
        value = value.minus(cost);
        days.replaceAll(day -> day.less(day.date(), less.value(), cost.amount()));
        return cost;
    }

    /**
     * Takes goods out at what they came in at, as far as the layer bears it, and returns what they
     * took: all of it where nothing is left, and no more than there is. Where days since the
     * document's date count, the average decides as of anything that leaves. Throws VALUE_AT_DATE.
     */
    public Money take(Quantity less, Money wanted) {
        if (!days.isEmpty() || less.compareTo(quantity) >= 0) {
            return take(less);
        }
        Money cost = wanted.compareTo(value) > 0 ? value : wanted;
        quantity = quantity.minus(less);
        value = value.minus(cost);
        return cost;
    }

    /**
     * Takes back what was put in, or taken out where negative, at exactly what it was worth then.
     * Throws VALUE_AT_DATE where what is left would be worth less than nothing, or nothing
     * something, now or on a day since the document's date.
     */
    public void takeBack(BigDecimal put, BigDecimal worth) {
        for (Day day : ends()) {
            BigDecimal left = day.quantity().subtract(put);
            int value = day.value().compareTo(worth);
            if (left.signum() < 0 || value < 0 || (left.signum() == 0 && value != 0)) {
                throw refusal(put, worth, day, Optional.empty());
            }
        }
        quantity = new Quantity(quantity.value().subtract(put));
        value = new Money(value.amount().subtract(worth), currency);
        days.replaceAll(day -> day.less(day.date(), put, worth));
    }

    /**
     * What a quantity is worth at the average of now, rounded half up to the currency's minor unit.
     * Throws STOCK_LIMIT.
     */
    public Money average(Quantity part) {
        if (quantity.isZero()) {
            throw new IllegalStateException("an empty layer has no average: " + id);
        }
        BigDecimal exact = share(value.amount(), quantity.value(), part.value());
        if (exact.compareTo(LIMIT) >= 0) {
            throw tooMuch();
        }
        return new Money(exact, currency);
    }

    /** What goods cost that leave on a day with others after it. */
    private Money costSince(BigDecimal out) {
        List<Day> ends = ends();
        Optional<Day> emptied = ends.stream().filter(day -> day.isEmptiedBy(out)).findFirst();
        BigDecimal cost =
                emptied.map(Day::value)
                        .orElseGet(
                                () ->
                                        ends.stream()
                                                .filter(day -> day.quantity().signum() > 0)
                                                .map(day -> share(day.value(), day.quantity(), out))
                                                .reduce(value.amount(), BigDecimal::min));
        for (Day day : ends) {
            if (!day.bears(out, cost)) {
                throw refusal(out, cost, day, emptied);
            }
        }
        return new Money(cost, currency);
    }

    /** The days that count, and now. */
    private List<Day> ends() {
        List<Day> ends = new ArrayList<>(days);
        ends.add(new Day(last(), quantity.value(), value.amount()));
        return ends;
    }

    private ErpException refusal(BigDecimal out, BigDecimal cost, Day day, Optional<Day> emptied) {
        String why =
                emptied.map(
                                it ->
                                        ", as all there was on %s was worth %s"
                                                .formatted(it.date(), it.value().toPlainString()))
                        .orElse("");
        return ErpException.field(
                InventoryError.VALUE_AT_DATE,
                "/date",
                "value",
                "would leave %s of item %s worth %s on %s%s"
                        .formatted(
                                day.quantity().subtract(out).stripTrailingZeros().toPlainString(),
                                id,
                                day.value().subtract(cost).toPlainString(),
                                day.date(),
                                why));
    }

    private LocalDate last() {
        if (lastMove == null) {
            throw new IllegalStateException("layer " + id + " has not looked back");
        }
        return lastMove;
    }

    private BigDecimal share(BigDecimal worth, BigDecimal of, BigDecimal part) {
        return worth.multiply(part)
                .divide(of, currency.getDefaultFractionDigits(), RoundingMode.HALF_UP);
    }

    private ErpException tooMuch() {
        return new ErpException(
                InventoryError.STOCK_LIMIT,
                "stock of item %s would exceed %s pieces or that value",
                id,
                LIMIT.toPlainString());
    }
}
