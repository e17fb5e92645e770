package erp.production.mrp;

import erp.production.mrp.Requirements.Supply;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * Sets what is wanted of one item against what there is and what will come: stock first, then what
 * lots have left over and by-products that are there by then, then expected supplies by their
 * dates. Nobody asks whether a supply can really be moved: a message says that it should be.
 */
final class Netting {
    /** Earlier by so many days than it is needed is no reason to move anything. */
    private static final int EARLY_DAYS = 7;

    private final UUID item;
    private final LocalDate horizon;
    private final PlanSink sink;
    private final Deque<Source> sources = new ArrayDeque<>();
    private final List<Source> supplies = new ArrayList<>();
    private final Deque<Yield> besides;
    private int next;

    /** What is left of a supply. */
    private static final class Source {
        final Party party;
        final @Nullable Supply expected;
        BigDecimal left;

        Source(Party party, @Nullable Supply expected, BigDecimal left) {
            this.party = party;
            this.expected = expected;
            this.left = left;
        }
    }

    /**
     * @param free on hand beyond the safety stock
     * @param besides by date; nobody hurries an order for the sake of a by-product
     * @param expected by date
     * @param horizon nobody knows who wants what comes after it
     */
    Netting(
            UUID item,
            BigDecimal free,
            List<Yield> besides,
            List<Supply> expected,
            LocalDate horizon,
            PlanSink sink) {
        this.item = item;
        this.horizon = horizon;
        this.sink = sink;
        this.besides = new ArrayDeque<>(besides);
        if (free.signum() > 0) {
            sources.add(new Source(new Party.Stock(), null, free));
        }
        for (Supply supply : expected) {
            Party party = new Party.Document(supply.origin());
            supplies.add(new Source(party, supply, supply.quantity()));
        }
    }

    /** Pegs what can be had and answers what is missing; needs come by date. */
    BigDecimal take(Need need) {
        while (!besides.isEmpty() && !besides.getFirst().date().isAfter(need.date())) {
            Yield there = besides.removeFirst();
            add(there.order(), there.quantity());
        }
        BigDecimal missing = need.quantity();
        while (missing.signum() > 0) {
            Source source = sources.isEmpty() ? expected(need) : sources.peek();
            if (source == null) {
                break;
            }
            BigDecimal part = source.left.min(missing);
            peg(need, source.party, part);
            source.left = source.left.subtract(part);
            missing = missing.subtract(part);
            if (source.left.signum() == 0) {
                if (source.expected == null) {
                    sources.remove();
                } else {
                    next++;
                }
            }
        }
        return missing;
    }

    /**
     * The expected supply that comes next; when it is touched first, it is known when it should.
     */
    private @Nullable Source expected(Need need) {
        if (next >= supplies.size()) {
            return null;
        }
        Source source = supplies.get(next);
        Supply supply = source.expected;
        if (supply != null && source.left.compareTo(supply.quantity()) == 0) {
            LocalDate date = supply.date();
            if (date.isAfter(need.date())) {
                tell(MessageKind.EXPEDITE, source.party, supply, need.date());
            } else if (date.plusDays(EARLY_DAYS).isBefore(need.date())) {
                tell(MessageKind.DEFER, source.party, supply, need.date());
            }
        }
        return source;
    }

    /** A lot has more than was missing: the rest is for whoever comes next. */
    void add(Party lot, BigDecimal rest) {
        if (rest.signum() > 0) {
            sources.add(new Source(lot, null, rest));
        }
    }

    void peg(Need need, Party supply, BigDecimal quantity) {
        sink.peg(new PlanSink.Peg(item, quantity, need.date(), need.party(), supply));
    }

    /** Tells of supplies up to the horizon that nothing was taken of. */
    void finish() {
        for (int i = next; i < supplies.size(); i++) {
            Source source = supplies.get(i);
            Supply supply = source.expected;
            if (supply != null
                    && !supply.date().isAfter(horizon)
                    && source.left.compareTo(supply.quantity()) == 0) {
                tell(MessageKind.CANCEL, source.party, supply, null);
            }
        }
    }

    private void tell(MessageKind kind, Party about, Supply supply, @Nullable LocalDate neededOn) {
        sink.message(
                new PlanSink.Message(
                        kind, item, about, supply.quantity(), supply.date(), neededOn));
    }
}
