package erp.finance.ledger;

import erp.core.ErpException;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Accounts;
import erp.finance.accounts.Line;
import erp.finance.accounts.Side;
import erp.finance.common.CompanyCurrency;
import erp.finance.common.FinanceError;
import erp.finance.numbering.Numbering;
import erp.finance.periods.Calendar;
import erp.finance.tax.Taxed;

import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The general ledger. Entries are posted and reversed, never changed. */
public final class Ledger {
    static final String ENTRY = "finance.journal-entry";
    static final String REVERSAL = "reversal";
    private static final String MIRRORED = "-reversed";

    private final Accounts accounts;
    private final Calendar calendar;
    private final Numbering numbering;

    public Ledger(Accounts accounts, Calendar calendar, Numbering numbering) {
        this.accounts = accounts;
        this.calendar = calendar;
        this.numbering = numbering;
    }

    /**
     * Posts an entry and answers its id. Locks its period (shared): call it after document, stock
     * and open items have been locked. The entry's number is given when the transaction commits. An
     * entry in another currency than the company's is the caller's defect. Throws NO_PERIOD,
     * PERIOD_CLOSED, NO_ACCOUNT_OF_ROLE, ACCOUNT_NOT_FOUND.
     */
    public UUID post(Tx tx, Entry entry) {
        return post(tx, tx.newId(), entry);
    }

    UUID post(Tx tx, UUID id, Entry entry) {
        CompanyCurrency.require(tx, entry.currency(), entry.source());
        Calendar.Span span = calendar.lockOpen(tx, entry.date());
        var posted =
                new JournalEntry(
                        id,
                        entry.book(),
                        entry.source(),
                        span.period(),
                        entry.date(),
                        tx.now(),
                        entry.text(),
                        entry.total(),
                        null);
        for (Line line : entry.lines()) {
            if (!line.amount().isZero()) {
                posted.add(
                        tx.newId(),
                        accounts.find(tx, line.target()),
                        line.party(),
                        line.costCentre(),
                        line.side(),
                        line.amount().amount());
            }
        }
        tx.add(posted);
        for (Line line : entry.lines()) {
            if (line.taxed() != null) {
                tx.add(taxLine(tx, posted, line.side(), line.taxed()));
            }
        }
        numbering.atCommit(tx, entry.book(), span.fiscalYear(), id);
        return id;
    }

    /**
     * Posts the mirror of an entry and answers its id. It is dated like the original, or today
     * where that period is closed or that day is still to come. Throws ENTRY_NOT_FOUND,
     * ALREADY_REVERSED.
     *
     * @param text why
     */
    public UUID reverse(Tx tx, UUID entry, String text) {
        JournalEntry original = tx.require(JournalEntry.class, entry, FinanceError.ENTRY_NOT_FOUND);
        return reverse(tx, original, original.getEntryDate(), text);
    }

    /** Likewise, but dated today: where what follows from it is. */
    public UUID reverseToday(Tx tx, UUID entry, String text) {
        JournalEntry original = tx.require(JournalEntry.class, entry, FinanceError.ENTRY_NOT_FOUND);
        return reverse(tx, original, tx.today(), text);
    }

    private UUID reverse(Tx tx, JournalEntry original, LocalDate wanted, String text) {
        UUID entry = original.getId();
        if (!new LedgerQueries_(tx.session()).reversalsOf(entry).isEmpty()) {
            throw alreadyReversed(entry);
        }
        LocalDate date = wanted;
        if (date.isAfter(tx.today()) || !calendar.lockIfOpen(tx, date)) {
            date = tx.today();
        }
        return mirror(tx, original, new Source(ENTRY, entry, REVERSAL), date, text);
    }

    /** Posts the mirror of an entry of a document that is taken back, as one of that document. */
    void mirror(Tx tx, UUID entry, LocalDate date, @Nullable String reason) {
        JournalEntry original = tx.require(JournalEntry.class, entry, FinanceError.ENTRY_NOT_FOUND);
        Source source = original.source();
        mirror(
                tx,
                original,
                new Source(source.type(), source.id(), source.posting() + MIRRORED),
                date,
                reason == null
                        ? Sql.cut("Reversal of: " + original.getText(), Entry.LONGEST_TEXT)
                        : reason);
    }

    /** Whatever its lines are, those of both cancel out. */
    private UUID mirror(Tx tx, JournalEntry original, Source source, LocalDate date, String text) {
        UUID entry = original.getId();
        Calendar.Span span = calendar.lockOpen(tx, date);
        var reversal =
                new JournalEntry(
                        tx.newId(),
                        original.getBook(),
                        source,
                        span.period(),
                        date,
                        tx.now(),
                        text,
                        original.total(),
                        entry);
        original.getLines().forEach(line -> reversal.addMirror(tx.newId(), line));
        tx.add(reversal);
        new LedgerQueries_(tx.session())
                .taxLinesOf(entry)
                .forEach(tax -> tx.add(tax.reversedBy(tx.newId(), reversal)));
        numbering.atCommit(tx, reversal.getBook(), span.fiscalYear(), reversal.getId());
        flushReversal(tx, entry);
        return reversal.getId();
    }

    /**
     * Lines that take back what was posted for a source, on the same accounts and cost centres, for
     * another entry to have: a credit's, which clears the line of the party by itself. Tax goes off
     * with the tax ledger. Throws ENTRY_NOT_FOUND.
     */
    public List<Line> opposite(Tx tx, Source source) {
        UUID id =
                entryOf(tx, source)
                        .orElseThrow(
                                () ->
                                        new ErpException(
                                                FinanceError.ENTRY_NOT_FOUND,
                                                "there is no entry of %s",
                                                source));
        JournalEntry entry = tx.require(JournalEntry.class, id, FinanceError.ENTRY_NOT_FOUND);
        Currency currency = entry.total().currency();
        List<Taxed> taxes =
                PostedTaxes.of(tx, source.type(), source.id(), source.posting(), currency);
        List<Taxed> left = new ArrayList<>(taxes);
        List<Line> lines = new ArrayList<>();
        for (JournalLine line : entry.getLines()) {
            if (line.getPartyId() == null && !isTax(left, line)) {
                lines.add(
                        Line.on(
                                        line.side().opposite(),
                                        new Line.Target.Account(line.getAccountId()),
                                        Money.rounded(line.amount(), currency))
                                .at(line.getCostCentre()));
            }
        }
        taxes.forEach(it -> lines.add(Line.tax(it)));
        return lines;
    }

    /** Takes out of these the one that the line is of. */
    private static boolean isTax(List<Taxed> left, JournalLine line) {
        for (Taxed taxed : left) {
            if (taxed.code().account().equals(line.getAccountId())
                    && taxed.amount().amount().compareTo(line.amount()) == 0) {
                return left.remove(taxed);
            }
        }
        return false;
    }

    /** On which day the source was posted. Fails where it was not. */
    public LocalDate dateOf(Tx tx, Source source) {
        return new LedgerQueries_(tx.session())
                .entryDateOf(source.type(), source.id(), source.posting());
    }

    /** The entry that was posted for the source, if it was. */
    public Optional<UUID> entryOf(Tx tx, Source source) {
        return new LedgerQueries_(tx.session())
                .entriesOf(source.type(), source.id(), source.posting()).stream().findFirst();
    }

    /** Fails with NO_PERIOD or PERIOD_CLOSED where nothing can be posted on that date. */
    public void requireOpen(Tx tx, LocalDate date) {
        calendar.lockOpen(tx, date);
    }

    /** Tax owed is a credit and counts up; a debit takes it back. */
    private static TaxLine taxLine(Tx tx, JournalEntry entry, Side side, Taxed taxed) {
        Money base = side == Side.CREDIT ? taxed.base() : taxed.base().negate();
        Money amount = side == Side.CREDIT ? taxed.amount() : taxed.amount().negate();
        return new TaxLine(tx.newId(), entry, taxed.code().id(), base.amount(), amount.amount());
    }

    /** Two at once: the table lets only one of them through. */
    private static void flushReversal(Tx tx, UUID original) {
        try {
            tx.flush();
        } catch (ConstraintViolationException e) {
            String name = String.valueOf(e.getConstraintName());
            if (name.contains("uq_finance_journal_entry")) {
                throw alreadyReversed(original);
            }
            throw e;
        }
    }

    private static ErpException alreadyReversed(UUID entry) {
        return new ErpException(
                FinanceError.ALREADY_REVERSED, "journal entry %s has been reversed already", entry);
    }
}
