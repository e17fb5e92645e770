package erp.finance.ledger;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.finance.accounts.Side;
import erp.finance.numbering.Book;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A posted entry. Append-only; its totals are checked again by the table. */
@Entity
@Immutable
@Table(name = "finance_journal_entry")
public class JournalEntry extends CompanyRow {
    @Enumerated(EnumType.STRING)
    private Book book;

    private UUID periodId;
    private LocalDate entryDate;
    private Instant postedAt;
    private String text;
    private String sourceType;
    private UUID sourceId;
    private String posting;
    private String currency;

    @Column(precision = 19, scale = 4)
    private BigDecimal totalDebit;

    @Column(precision = 19, scale = 4)
    private BigDecimal totalCredit;

    private @Nullable UUID reversalOf;

    @OneToMany(mappedBy = "entry", cascade = CascadeType.PERSIST)
    @OrderBy("lineNo")
    private List<JournalLine> lines = new ArrayList<>();

    protected JournalEntry() {}

    /** An entry without lines: {@link #add} them. */
    JournalEntry(
            UUID id,
            Book book,
            Source source,
            UUID periodId,
            LocalDate entryDate,
            Instant postedAt,
            String text,
            Money total,
            @Nullable UUID reversalOf) {
        super(id);
        this.book = book;
        this.periodId = periodId;
        this.entryDate = entryDate;
        this.postedAt = postedAt;
        this.text = text;
        this.sourceType = source.type();
        this.sourceId = source.id();
        this.posting = source.posting();
        this.currency = total.currency().getCurrencyCode();
        this.totalDebit = total.amount();
        this.totalCredit = total.amount();
        this.reversalOf = reversalOf;
    }

    void add(
            UUID lineId,
            UUID account,
            @Nullable UUID party,
            @Nullable String costCentre,
            Side side,
            BigDecimal amount) {
        lines.add(
                new JournalLine(
                        lineId, this, lines.size() + 1, account, party, costCentre, side, amount));
    }

    /** Adds what takes back that line of another entry, whatever it is. */
    void addMirror(UUID lineId, JournalLine line) {
        lines.add(line.mirrored(lineId, this, lines.size() + 1));
    }

    Money total() {
        return new Money(totalDebit, Money.currency(currency));
    }

    Source source() {
        return new Source(sourceType, sourceId, posting);
    }

    Book getBook() {
        return book;
    }

    public LocalDate getEntryDate() {
        return entryDate;
    }

    Instant getPostedAt() {
        return postedAt;
    }

    String getText() {
        return text;
    }

    String getCurrency() {
        return currency;
    }

    @Nullable UUID getReversalOf() {
        return reversalOf;
    }

    List<JournalLine> getLines() {
        return lines;
    }
}
