package erp.finance.opening;

import erp.core.ErpException;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Account;
import erp.finance.accounts.AccountBalance;
import erp.finance.accounts.AccountQueries_;
import erp.finance.accounts.Side;
import erp.finance.common.CompanyLock;
import erp.finance.common.FinanceError;
import erp.finance.ledger.Ledger;
import erp.finance.ledger.LedgerQueries_;
import erp.finance.periods.Opening;
import erp.finance.periods.OpeningState;
import erp.finance.periods.PeriodQueries_;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * The opening run of a company that has a past: a draft whose parts are replaced as often as needed
 * and that posts nothing, until closing it posts everything in one transaction, against the account
 * of role OPENING_BALANCES, which ends with zero. Locks the run first.
 */
public final class Openings {
    static final String OPENING = "finance.opening";

    private static final String OPEN_FROM =
            "update finance_period set open_from = ?, version = version + 1"
                    + " where company_id = ? and start_date <= ?";

    private final Ledger ledger;

    public Openings(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The run as it stands; an empty draft of version 0 where nothing was put yet. */
    public OpeningView view(Tx tx) {
        return view(tx, foundOrNull(tx));
    }

    /**
     * Starts the run or replaces its date and balances. Throws FUTURE_DATE, INVALID_OPENING,
     * OPENING_CLOSED.
     *
     * @param expect is told the version that would be replaced
     */
    OpeningView put(Tx tx, OpeningBalances asked, LongConsumer expect) {
        CompanyLock.take(tx);
        LocalDate date = tx.documentDate(asked.date(), "/date");
        Opening opening = lockedOrNull(tx);
        expect.accept(opening == null ? 0 : opening.getVersion());
        if (opening != null) {
            opening.requireDraft();
        }
        asked.check(tx);
        if (opening == null) {
            opening = tx.add(new Opening(tx.newId(), date, tx.now()));
            tx.flush();
        }
        requireNoItemAfter(tx, opening, date);
        queries(tx).remove(opening.getId(), OpeningKind.BALANCE);
        for (int i = 0; i < asked.balances().size(); i++) {
            OpeningBalances.Balance balance = asked.balances().get(i);
            Money amount = balance.amount();
            if (amount != null) {
                tx.add(
                        OpeningLine.balance(
                                tx.newId(),
                                opening.getId(),
                                i + 1,
                                balance.accountId(),
                                balance.side(),
                                amount));
            }
        }
        opening.moveTo(date);
        return recorded(
                tx, opening, "balances", Map.of("date", date, "lines", asked.balances().size()));
    }

    /** Replaces a part. Throws OPENING_NOT_STARTED, OPENING_CLOSED, INVALID_OPENING. */
    OpeningView put(Tx tx, OpeningItems asked, LongConsumer expect) {
        Opening opening = draft(tx, expect);
        asked.check(tx, opening.getOpeningDate());
        queries(tx).remove(opening.getId(), asked.kind());
        for (int i = 0; i < asked.lines().size(); i++) {
            tx.add(
                    OpeningLine.item(
                            tx.newId(),
                            opening.getId(),
                            asked.kind(),
                            i + 1,
                            asked.lines().get(i)));
        }
        opening.changed();
        return recorded(
                tx, opening, "items", Map.of("kind", asked.kind(), "lines", asked.lines().size()));
    }

    /** The run that a part is to be put into. Throws OPENING_NOT_STARTED, OPENING_CLOSED. */
    public UUID requireDraft(Tx tx, LongConsumer expect) {
        return draft(tx, expect).getId();
    }

    /**
     * Announces what all stock is worth. Who does so subscribes to {@link OpeningClosed} and posts
     * that value then. Throws INVALID_OPENING.
     */
    public OpeningView stock(Tx tx, Money value) {
        Opening opening = draft(tx, _ -> {});
        OpeningItems.requireBelowLimit(List.of(value), "/lines");
        queries(tx).remove(opening.getId(), OpeningKind.STOCK);
        if (value.isPositive()) {
            tx.add(OpeningLine.stock(tx.newId(), opening.getId(), value));
        }
        opening.changed();
        return recorded(tx, opening, "stock", Map.of("value", value));
    }

    /** Version of the run as it stands, 0 where nothing was put yet. */
    public long version(Tx tx) {
        Opening opening = foundOrNull(tx);
        return opening == null ? 0 : opening.getVersion();
    }

    /** Lines of a part, in their order. */
    List<OpeningLine> lines(Tx tx, OpeningKind kind) {
        List<UUID> ids = new PeriodQueries_(tx.session()).openings();
        return ids.isEmpty() ? List.of() : queries(tx).lines(ids.getFirst(), kind);
    }

    /**
     * Posts everything and freezes the run. Publishes {@link OpeningClosed}. Throws
     * OPENING_NOT_STARTED, OPENING_CLOSED, OPENING_UNBALANCED, OPENING_AFTER_POSTING and what
     * {@link Ledger#post} throws.
     */
    public OpeningView close(Tx tx, LongConsumer expect) {
        Opening opening = draft(tx, expect);
        UUID id = opening.getId();
        LocalDate date = opening.getOpeningDate();
        List<OpeningSum> sums = queries(tx).sums(id);
        OpeningTotals totals = totals(tx, sums);
        totals.requireBalanced();
        if (sums.isEmpty()) {
            throw new ErpException(FinanceError.INVALID_OPENING, "there is nothing to be opened");
        }
        keepBefore(tx, date);
        requireNothingPosted(tx, date);
        opening.close(lastMoment(tx, date));
        tx.flush();
        tx.publish(new OpeningClosed(id, date));
        new OpeningPosting(tx, ledger, opening).post();
        tx.flush();
        if (queries(tx).cleared().signum() != 0) {
            throw new IllegalStateException("the opening does not clear: was the stock posted?");
        }
        tx.posted("finance", "opening", totals.debit());
        return recorded(
                tx, opening, "close", Map.of("debit", totals.debit(), "credit", totals.credit()));
    }

    /** Waits for all who are posting until that date, and lets nobody post before it any more. */
    private static void keepBefore(Tx tx, LocalDate date) {
        if (!tx.isDryRun()) {
            Sql.update(tx.session(), OPEN_FROM, List.of(date, tx.companyId(), date));
        }
    }

    /** Not before the last entry: its transaction may have started after ours and locked first. */
    private static Instant lastMoment(Tx tx, LocalDate date) {
        Instant last = queries(tx).lastPostedUntil(date).getFirst();
        return last == null || last.isBefore(tx.now()) ? tx.now() : last;
    }

    private Opening draft(Tx tx, LongConsumer expect) {
        Opening opening = lockedOrNull(tx);
        if (opening == null) {
            throw new ErpException(
                    FinanceError.OPENING_NOT_STARTED,
                    "the opening has no date yet: PUT /api/v1/finance/opening first");
        }
        expect.accept(opening.getVersion());
        opening.requireDraft();
        return opening;
    }

    private static @Nullable Opening foundOrNull(Tx tx) {
        List<UUID> ids = new PeriodQueries_(tx.session()).openings();
        return ids.isEmpty()
                ? null
                : tx.require(Opening.class, ids.getFirst(), FinanceError.OPENING_NOT_STARTED);
    }

    private static @Nullable Opening lockedOrNull(Tx tx) {
        List<UUID> ids = new PeriodQueries_(tx.session()).openings();
        return ids.isEmpty()
                ? null
                : tx.lock(Opening.class, ids.getFirst(), FinanceError.OPENING_NOT_STARTED);
    }

    private static void requireNoItemAfter(Tx tx, Opening opening, LocalDate date) {
        LocalDate last = queries(tx).lastItemDate(opening.getId()).getFirst();
        if (last != null && last.isAfter(date)) {
            throw ErpException.field(
                    FinanceError.INVALID_OPENING,
                    "/date",
                    "order",
                    "must not be before the date of an open item, " + last);
        }
    }

    /** What was posted by mistake and reversed does no harm. */
    private static void requireNothingPosted(Tx tx, LocalDate date) {
        for (AccountBalance balance : new LedgerQueries_(tx.session()).balances(date)) {
            if (balance.debit().compareTo(balance.credit()) != 0) {
                throw new ErpException(
                        FinanceError.OPENING_AFTER_POSTING,
                        "account %s has a balance on %s already: undo what was posted until then,"
                                + " or open on a day before it",
                        balance.code(),
                        date);
            }
        }
    }

    private static OpeningView recorded(
            Tx tx, Opening opening, String action, Map<String, ?> detail) {
        tx.flush();
        tx.record(OPENING, opening.getId(), opening.getVersion(), action, detail);
        return view(tx, opening);
    }

    private static OpeningView view(Tx tx, @Nullable Opening opening) {
        OpeningTotals totals =
                totals(tx, opening == null ? List.of() : queries(tx).sums(opening.getId()));
        return new OpeningView(
                opening == null ? OpeningState.DRAFT : opening.getState(),
                opening == null ? null : opening.getOpeningDate(),
                opening == null ? List.of() : balances(tx, opening),
                totals.part(OpeningKind.RECEIVABLE),
                totals.part(OpeningKind.PAYABLE),
                totals.part(OpeningKind.PREPAYMENT),
                totals.part(OpeningKind.STOCK),
                totals.debit(),
                totals.credit(),
                totals.difference(),
                totals.controls(),
                totals.isBalanced(),
                opening == null ? null : opening.getClosedAt(),
                opening == null ? 0 : opening.getVersion());
    }

    private static List<OpeningView.Balance> balances(Tx tx, Opening opening) {
        return queries(tx).lines(opening.getId(), OpeningKind.BALANCE).stream()
                .map(
                        line -> {
                            Money amount = line.amount(tx.company().currency());
                            return new OpeningView.Balance(
                                    line.account(),
                                    line.getSide() == Side.DEBIT ? amount : null,
                                    line.getSide() == Side.CREDIT ? amount : null);
                        })
                .toList();
    }

    private static OpeningTotals totals(Tx tx, List<OpeningSum> sums) {
        Map<UUID, Account> accounts =
                new AccountQueries_(tx.session())
                        .accounts().stream()
                                .collect(Collectors.toMap(Account::getId, Function.identity()));
        return new OpeningTotals(sums, accounts, tx.company().currency());
    }

    private static OpeningQueries queries(Tx tx) {
        return new OpeningQueries_(tx.session());
    }
}
