package erp.finance.opening;

import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Account;
import erp.finance.accounts.AccountQueries_;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.accounts.Side;
import erp.finance.accounts.Subledger;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Ledger;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.finance.payments.NewPayment;
import erp.finance.payments.OpenItem;
import erp.finance.payments.Payment;
import erp.finance.payments.Payments;
import erp.finance.periods.Opening;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What an opening run posts of finance: one entry for the balances and one for each sub-ledger,
 * with a line for each customer or supplier, all against the clearing account. Prepayments become
 * payments, each with its own entry, so that they are allocated like others.
 */
final class OpeningPosting {
    private final Tx tx;
    private final Ledger ledger;
    private final UUID opening;
    private final LocalDate date;
    private final Currency currency;
    private final OpeningQueries queries;

    OpeningPosting(Tx tx, Ledger ledger, Opening opening) {
        this.tx = tx;
        this.ledger = ledger;
        this.opening = opening.getId();
        this.date = opening.getOpeningDate();
        this.currency = tx.company().currency();
        this.queries = new OpeningQueries_(tx.session());
    }

    void post() {
        balances();
        items(OpeningKind.RECEIVABLE, Subledger.RECEIVABLE, "receivables", "Opening receivables");
        items(OpeningKind.PAYABLE, Subledger.PAYABLE, "payables", "Opening payables");
        prepayments();
    }

    /** Accounts that are derived from a part are left to it. */
    private void balances() {
        Set<UUID> derived =
                new AccountQueries_(tx.session())
                        .accounts().stream()
                                .filter(account -> OpeningKind.behind(account.getRole()) != null)
                                .map(Account::getId)
                                .collect(Collectors.toSet());
        List<Line> lines = new ArrayList<>();
        for (OpeningLine line : queries.lines(opening, OpeningKind.BALANCE)) {
            Money amount = line.amount(currency);
            if (!derived.contains(line.account())) {
                lines.add(
                        line.getSide() == Side.DEBIT
                                ? Line.debit(line.account(), amount)
                                : Line.credit(line.account(), amount));
            }
        }
        Money net =
                Entry.total(lines, Side.DEBIT, currency)
                        .minus(Entry.total(lines, Side.CREDIT, currency));
        if (!net.isZero()) {
            lines.add(
                    net.isPositive()
                            ? Line.credit(AccountRole.OPENING_BALANCES, net)
                            : Line.debit(AccountRole.OPENING_BALANCES, net.negate()));
        }
        if (!lines.isEmpty()) {
            post("balances", "Opening balances", lines);
        }
    }

    private void items(OpeningKind kind, Subledger subledger, String posting, String text) {
        Map<UUID, Money> byParty = new LinkedHashMap<>();
        Money total = Money.zero(currency);
        for (OpeningLine line : queries.lines(opening, kind)) {
            OpeningItems.Line item = line.toItem(currency);
            Source source = new Source(OpenItem.OPENED, line.getId(), posting);
            tx.add(new OpenItem(line.getId(), item.toOpenItem(subledger, source)));
            byParty.merge(item.party(), item.amount(), Money::plus);
            total = total.plus(item.amount());
        }
        if (byParty.isEmpty()) {
            return;
        }
        List<Line> lines = new ArrayList<>();
        byParty.forEach((party, sum) -> lines.add(subledger.incurred(sum, party)));
        lines.add(
                Line.on(
                        subledger.side().opposite(),
                        new Line.Target.Role(AccountRole.OPENING_BALANCES),
                        total));
        post(posting, text, lines);
    }

    private void prepayments() {
        for (OpeningLine line : queries.lines(opening, OpeningKind.PREPAYMENT)) {
            OpeningItems.Line item = line.toItem(currency);
            Money amount = item.amount();
            var payment =
                    new NewPayment(
                            Subledger.RECEIVABLE,
                            item.party(),
                            amount,
                            item.date(),
                            item.reference(),
                            List.of());
            UUID id = tx.add(new Payment(line.getId(), payment, amount, tx.now())).getId();
            ledger.post(
                    tx,
                    new Entry(
                            Book.GENERAL,
                            new Source(Payments.PAYMENT, id, Payments.RECEIPT),
                            date,
                            "Opening prepayment",
                            List.of(
                                    Line.debit(AccountRole.OPENING_BALANCES, amount),
                                    Line.credit(AccountRole.UNALLOCATED_CASH, amount)
                                            .of(item.party()))));
        }
    }

    private void post(String posting, String text, List<Line> lines) {
        var source = new Source(Openings.OPENING, opening, posting);
        ledger.post(tx, new Entry(Book.GENERAL, source, date, text, lines));
    }
}
