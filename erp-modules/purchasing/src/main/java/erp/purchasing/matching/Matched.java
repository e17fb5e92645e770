package erp.purchasing.matching;

import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.accounts.Side;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Ledger;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.inventory.stock.Origin;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/**
 * What a document has matched, or taken back where negative; to be posted.
 *
 * @param received worth of what came, at which it was received
 * @param invoiced worth of the same as it was billed
 * @param freed what of invoices is matched no more
 */
public record Matched(
        Ledger ledger, Origin cause, Money received, Money invoiced, List<Freed> freed) {
    private static final String POSTING = "match";

    /** So much of an invoice's line. */
    public record Freed(UUID invoiceLine, Quantity quantity) {}

    public Matched {
        freed = List.copyOf(freed);
    }

    /** Of a document that matches nothing yet. */
    public static Matched nothing(Ledger ledger, Origin cause, Currency currency) {
        return new Matched(ledger, cause, Money.zero(currency), Money.zero(currency), List.of());
    }

    /** Both of the same document, as one. */
    public Matched and(Matched other) {
        List<Freed> all = new ArrayList<>(freed);
        all.addAll(other.freed);
        return new Matched(
                ledger, cause, received.plus(other.received), invoiced.plus(other.invoiced), all);
    }

    /** Posts it; nothing where it is worth nothing. */
    public void post(Tx tx, LocalDate date) {
        post(tx, date, POSTING);
    }

    /**
     * @param posting among those of the cause
     */
    void post(Tx tx, LocalDate date, String posting) {
        List<Line> lines = new ArrayList<>();
        add(lines, Side.DEBIT, AccountRole.GOODS_RECEIVED_NOT_INVOICED, received);
        add(lines, Side.CREDIT, AccountRole.GOODS_INVOICED_NOT_RECEIVED, invoiced);
        add(lines, Side.DEBIT, AccountRole.PURCHASE_PRICE_VARIANCE, invoiced.minus(received));
        if (!lines.isEmpty()) {
            ledger.post(
                    tx,
                    new Entry(
                            Book.PURCHASES,
                            new Source(cause.type(), cause.id(), posting),
                            date,
                            "Goods matched with invoices",
                            lines));
        }
    }

    private static void add(List<Line> lines, Side side, AccountRole role, Money amount) {
        if (!amount.isZero()) {
            lines.add(
                    Line.on(
                            amount.isNegative() ? side.opposite() : side,
                            new Line.Target.Role(role),
                            amount.isNegative() ? amount.negate() : amount));
        }
    }
}
