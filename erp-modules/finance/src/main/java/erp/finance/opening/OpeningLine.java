package erp.finance.opening;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.finance.accounts.Side;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

/**
 * A line of an opening run, in the company's currency. Replaced, never changed. What comes of it
 * when the run is closed (an open item, a payment) has the line's id.
 */
@Entity
@Immutable
@Table(name = "finance_opening_line")
public class OpeningLine extends CompanyRow {
    private UUID openingId;

    @Enumerated(EnumType.STRING)
    private OpeningKind kind;

    private int lineNo;
    private @Nullable UUID accountId;
    private @Nullable UUID partyId;
    private @Nullable String reference;
    private @Nullable LocalDate itemDate;
    private @Nullable LocalDate dueDate;

    @Enumerated(EnumType.STRING)
    private Side side;

    @Column(precision = 19, scale = 4)
    private BigDecimal amount;

    protected OpeningLine() {}

    private OpeningLine(
            UUID id, UUID opening, OpeningKind kind, int lineNo, Side side, Money amount) {
        super(id);
        this.openingId = opening;
        this.kind = kind;
        this.lineNo = lineNo;
        this.side = side;
        this.amount = amount.amount();
    }

    static OpeningLine balance(
            UUID id, UUID opening, int lineNo, UUID account, Side side, Money amount) {
        var line = new OpeningLine(id, opening, OpeningKind.BALANCE, lineNo, side, amount);
        line.accountId = account;
        return line;
    }

    static OpeningLine item(
            UUID id, UUID opening, OpeningKind kind, int lineNo, OpeningItems.Line item) {
        var line = new OpeningLine(id, opening, kind, lineNo, kind.side(), item.amount());
        line.partyId = item.party();
        line.reference = item.reference();
        line.itemDate = item.date();
        line.dueDate = item.dueDate();
        return line;
    }

    static OpeningLine stock(UUID id, UUID opening, Money value) {
        return new OpeningLine(id, opening, OpeningKind.STOCK, 1, OpeningKind.STOCK.side(), value);
    }

    /** The line of a receivable, payable or prepayment. */
    OpeningItems.Line toItem(Currency currency) {
        if (partyId == null || reference == null || itemDate == null) {
            throw new IllegalStateException(kind + " is no item: " + getId());
        }
        return new OpeningItems.Line(partyId, reference, itemDate, dueDate, amount(currency));
    }

    Money amount(Currency currency) {
        return new Money(amount, currency);
    }

    UUID account() {
        if (accountId == null) {
            throw new IllegalStateException(kind + " has no account: " + getId());
        }
        return accountId;
    }

    Side getSide() {
        return side;
    }
}
