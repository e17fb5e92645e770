package erp.finance.reports;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.http.Call;
import erp.core.http.Reply;
import erp.core.http.Tabular;
import erp.core.listing.Cursor;
import erp.core.listing.ListRequest;
import erp.core.listing.Sort;
import erp.core.tx.Tx;
import erp.core.value.InvalidValue;
import erp.finance.accounts.Account;
import erp.finance.accounts.AccountType;
import erp.finance.common.FinanceError;
import erp.finance.numbering.Book;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An account between two days, line by line. Balances are debits less credits.
 *
 * @param debit of all these days, not of the page
 * @param next for {@code after} of the following page; null at the end
 */
record GeneralLedger(
        UUID accountId,
        String code,
        String name,
        AccountType type,
        LocalDate from,
        LocalDate to,
        Sum opening,
        Sum debit,
        Sum credit,
        Sum closing,
        List<Line> lines,
        @Nullable String next)
        implements Tabular {
    private static final Sort ORDER = new Sort("date", "it.entryDate", LocalDate.class, false);

    /**
     * A line of the journal.
     *
     * @param number of its entry, in the book and fiscal year
     * @param balance of the account behind it
     */
    record Line(
            LocalDate date,
            UUID entryId,
            Book book,
            @Nullable Integer fiscalYear,
            @Nullable Long number,
            String text,
            String sourceType,
            UUID sourceId,
            @Nullable UUID partyId,
            @Nullable String partyName,
            @Nullable String costCentre,
            @Nullable Sum debit,
            @Nullable Sum credit,
            Sum balance) {}

    static Reply reply(Tx tx, Call<Void> call) {
        Days days = Days.of(tx, call);
        int limit = call.query("limit", Integer.class).orElse(ListRequest.USUAL);
        CoreError.INVALID_REQUEST.refuseIf(
                limit < 1 || limit > ListRequest.MOST,
                "?limit",
                "range",
                "must be 1 to " + ListRequest.MOST);
        Cursor after = call.query("after", String.class).map(GeneralLedger::cursor).orElse(null);
        if (after != null && !days.contain(after.key())) {
            throw ErpException.field(
                    CoreError.INVALID_REQUEST, "?after", "cursor", "must be of these days");
        }
        GeneralLedger page = of(tx, call.id(), days, after, limit);
        Reply reply = Reply.ok(page);
        if (page.next() == null) {
            return reply;
        }
        String next = "%s&limit=%d&after=%s".formatted(path(call.id(), days), limit, page.next());
        return reply.header("Link", "<" + next + ">; rel=\"next\"");
    }

    /** Where the lines behind a figure are. */
    static String path(UUID account, Days days) {
        return "/api/v1/finance/accounts/%s/ledger?from=%s&to=%s"
                .formatted(account, days.from(), days.to());
    }

    private static Cursor cursor(String text) {
        try {
            return Cursor.parse(text, ORDER);
        } catch (InvalidValue e) {
            throw ErpException.field(
                    CoreError.INVALID_REQUEST, "?after", e.rule(), String.valueOf(e.getMessage()));
        }
    }

    private static GeneralLedger of(Tx tx, UUID id, Days days, @Nullable Cursor after, int limit) {
        Account account = tx.require(Account.class, id, FinanceError.ACCOUNT_NOT_FOUND);
        String currency = tx.company().currency().getCurrencyCode();
        Balances.Totals opening = Balances.of(tx, id, days.before());
        Balances.Totals closing = Balances.of(tx, id, days.to());
        Balances.Totals moved = closing.minus(opening);
        List<LedgerLines.Row> found = LedgerLines.read(tx, id, days, after, limit + 1);
        boolean more = found.size() > limit;
        List<LedgerLines.Row> rows = more ? found.subList(0, limit) : found;
        BigDecimal balance =
                after == null ? opening.balance() : LedgerLines.balanceAt(tx, id, days, after);
        List<Line> lines = new ArrayList<>();
        for (LedgerLines.Row row : rows) {
            balance = balance.add(row.debit()).subtract(row.credit());
            lines.add(row.shown(balance, currency));
        }
        return new GeneralLedger(
                id,
                account.getCode(),
                account.getName(),
                account.getType(),
                days.from(),
                days.to(),
                Sum.of(opening.balance(), currency),
                Sum.of(moved.debit(), currency),
                Sum.of(moved.credit(), currency),
                Sum.of(closing.balance(), currency),
                lines,
                more ? rows.getLast().cursor().text(ORDER) : null);
    }

    @Override
    public Table table() {
        return new Table(
                List.of(
                        "date",
                        "book",
                        "fiscalYear",
                        "number",
                        "text",
                        "sourceType",
                        "sourceId",
                        "party",
                        "costCentre",
                        "currency",
                        "debit",
                        "credit",
                        "balance"),
                lines.stream().map(GeneralLedger::row).toList());
    }

    private static List<Object> row(Line line) {
        return List.of(
                line.date(),
                line.book(),
                orEmpty(line.fiscalYear()),
                orEmpty(line.number()),
                line.text(),
                line.sourceType(),
                line.sourceId(),
                orEmpty(line.partyName()),
                orEmpty(line.costCentre()),
                line.balance().currency(),
                line.debit() == null ? "" : line.debit().cell(),
                line.credit() == null ? "" : line.credit().cell(),
                line.balance().cell());
    }

    private static Object orEmpty(@Nullable Object cell) {
        return cell == null ? "" : cell;
    }
}
