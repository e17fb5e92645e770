package erp.finance.ledger;

import static erp.finance.common.FinancePermission.JOURNAL_READ;
import static erp.finance.common.FinancePermission.JOURNAL_WRITE;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.MultiLine;
import erp.finance.accounts.Side;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.finance.numbering.Book;
import erp.finance.numbering.Numbering;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The journal over HTTP. */
public final class JournalRoutes {
    private static final String ENTRIES = "/api/v1/finance/journal-entries";

    private final Ledger ledger;
    private final Numbering numbering;

    /** Why an entry is reversed. */
    record Reason(@NotBlank @Size(max = Entry.LONGEST_TEXT) @MultiLine String text) {}

    /** A line of an entry, on one side. */
    record LineView(
            int line,
            UUID accountId,
            @Nullable Money debit,
            @Nullable Money credit,
            @Nullable UUID partyId,
            @Nullable String costCentre) {
        static LineView of(JournalLine line, Currency currency) {
            Money amount = new Money(line.amount(), currency);
            return new LineView(
                    line.getLineNo(),
                    line.getAccountId(),
                    line.side() == Side.DEBIT ? amount : null,
                    line.side() == Side.CREDIT ? amount : null,
                    line.getPartyId(),
                    line.getCostCentre());
        }
    }

    /**
     * A posted entry.
     *
     * @param number in its book and fiscal year; null in a dry run
     * @param lines null in lists
     */
    record EntryView(
            UUID id,
            Book book,
            @Nullable Integer fiscalYear,
            @Nullable Long number,
            LocalDate date,
            Instant postedAt,
            String text,
            String sourceType,
            UUID sourceId,
            String posting,
            Money total,
            @Nullable UUID reversalOf,
            @Nullable List<LineView> lines) {
        static EntryView of(
                JournalEntry entry, @Nullable EntryNumber number, @Nullable List<LineView> lines) {
            Source source = entry.source();
            return new EntryView(
                    entry.getId(),
                    entry.getBook(),
                    number == null ? null : number.getFiscalYear(),
                    number == null ? null : number.getNumber(),
                    entry.getEntryDate(),
                    entry.getPostedAt(),
                    entry.getText(),
                    source.type(),
                    source.id(),
                    source.posting(),
                    entry.total(),
                    entry.getReversalOf(),
                    lines);
        }
    }

    public JournalRoutes(Ledger ledger, Numbering numbering) {
        this.ledger = ledger;
        this.numbering = numbering;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(ENTRIES, "listJournalEntries", "Journal entries, newest first")
                        .permission(JOURNAL_READ)
                        .list(
                                Listing.of(JournalEntry.class)
                                        .equal("sourceId", "posted for this document")
                                        .equal("book", "in this book")
                                        .range("entryDate", "dated")
                                        .sort("date", "entryDate")
                                        .asAll(EntryView.class, JournalRoutes::views)),
                Endpoint.get(ENTRIES + "/{id}", "getJournalEntry", "An entry with its lines")
                        .permission(JOURNAL_READ)
                        .answers(EntryView.class)
                        .problems(FinanceError.ENTRY_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(view(tx, call.id()))),
                Endpoint.post(ENTRIES, "postJournalEntry", "Posts an entry by hand")
                        .body(ManualEntry.class)
                        .permission(JOURNAL_WRITE)
                        .keyRequired()
                        .creates(EntryView.class)
                        .problems(
                                CoreError.FUTURE_DATE,
                                FinanceError.INVALID_ENTRY,
                                FinanceError.UNBALANCED,
                                FinanceError.CONTROL_ACCOUNT,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(this::post),
                Endpoint.post(ENTRIES + "/{id}/reverse", "reverseJournalEntry", "Undoes an entry")
                        .optionalBody(Reason.class)
                        .takingBack()
                        .permission(JOURNAL_WRITE)
                        .keyRequired()
                        .creates(EntryView.class)
                        .problems(
                                FinanceError.ENTRY_NOT_FOUND,
                                FinanceError.ALREADY_REVERSED,
                                FinanceError.DOCUMENT_ENTRY,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(this::reverse));
    }

    private static List<EntryView> views(Tx tx, List<JournalEntry> entries) {
        Map<UUID, EntryNumber> numbers =
                new LedgerQueries_(tx.session())
                        .numbersOf(entries.stream().map(JournalEntry::getId).toList()).stream()
                                .collect(Collectors.toMap(EntryNumber::getId, Function.identity()));
        return entries.stream().map(it -> EntryView.of(it, numbers.get(it.getId()), null)).toList();
    }

    private Reply post(Tx tx, Call<ManualEntry> call) {
        UUID id = tx.newId();
        Entry entry = call.body().check(tx, id);
        UUID posted = PeriodRefusal.get(() -> ledger.post(tx, id, entry));
        tx.record(
                Ledger.ENTRY,
                id,
                0,
                "post",
                Map.of("total", entry.total(), "date", entry.date(), "text", entry.text()));
        tx.posted("finance", "journal-entry", entry.total());
        return created(tx, posted);
    }

    private Reply reverse(Tx tx, Call<Reason> call) {
        JournalEntry original =
                tx.require(JournalEntry.class, call.id(), FinanceError.ENTRY_NOT_FOUND);
        Source source = original.source();
        UUID reversed = original.getReversalOf();
        if (reversed != null) {
            throw new ErpException(
                    FinanceError.DOCUMENT_ENTRY,
                    "the entry undoes %s: what shall stand after all is posted anew",
                    reversed);
        }
        if (!source.posting().equals(ManualEntry.POSTING) || !source.type().equals(Ledger.ENTRY)) {
            throw new ErpException(
                    FinanceError.DOCUMENT_ENTRY,
                    "the entry was posted for %s %s (%s): undo that document instead",
                    source.type(),
                    source.id(),
                    source.posting());
        }
        Reason reason = call.bodyOrNull();
        String text =
                reason != null ? reason.text() : shorten("Reversal of: " + original.getText());
        UUID id = ledger.reverse(tx, call.id(), text);
        tx.record(Ledger.ENTRY, call.id(), 0, "reverse", Map.of("reversal", id));
        return created(tx, id);
    }

    /** An answer that shows the number, so it is given now. */
    private Reply created(Tx tx, UUID id) {
        numbering.assignNow(tx);
        return Reply.created(ENTRIES + "/" + id, view(tx, id));
    }

    private static EntryView view(Tx tx, UUID id) {
        JournalEntry entry = tx.require(JournalEntry.class, id, FinanceError.ENTRY_NOT_FOUND);
        EntryNumber number =
                new LedgerQueries_(tx.session())
                        .numbersOf(List.of(id)).stream().findFirst().orElse(null);
        Currency currency = entry.total().currency();
        return EntryView.of(
                entry,
                number,
                entry.getLines().stream().map(line -> LineView.of(line, currency)).toList());
    }

    private static String shorten(String text) {
        return text.length() <= Entry.LONGEST_TEXT ? text : text.substring(0, Entry.LONGEST_TEXT);
    }
}
