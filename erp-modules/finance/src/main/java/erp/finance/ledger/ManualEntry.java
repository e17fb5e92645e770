package erp.finance.ledger;

import erp.core.Violations;
import erp.core.party.Parties;
import erp.core.tx.CompanyProfile;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Account;
import erp.finance.accounts.AccountQueries_;
import erp.finance.accounts.Line;
import erp.finance.accounts.Side;
import erp.finance.common.FinanceError;
import erp.finance.numbering.Book;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * An entry that a person posts by hand.
 *
 * @param date today where it is left out
 */
record ManualEntry(
        @Nullable LocalDate date,
        @NotBlank @Size(max = Entry.LONGEST_TEXT) String text,
        @Size(min = 2, max = 200) List<NewLine> lines) {
    static final String POSTING = "manual";
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(13);

    /** A line, with a debit or a credit above zero; zero on the other side says nothing. */
    record NewLine(
            UUID accountId, @Nullable Money debit, @Nullable Money credit, @Nullable UUID partyId) {
        private Side side() {
            return debit != null && !debit.isZero() ? Side.DEBIT : Side.CREDIT;
        }

        private @Nullable Money amount() {
            return side() == Side.DEBIT ? debit : credit;
        }

        /** Finds what is wrong with the amounts of the line, which stands there. */
        private void check(String at, CompanyProfile company, Violations wrong) {
            Map<String, Money> given = new LinkedHashMap<>();
            if (debit != null) {
                given.put(at + "/debit", debit);
            }
            if (credit != null) {
                given.put(at + "/credit", credit);
            }
            int before = wrong.count();
            given.forEach(
                    (field, money) ->
                            company.checkCurrency(money.currency(), field + "/currency", wrong));
            if (wrong.count() > before) {
                return;
            }
            if (given.size() == 2) {
                given.values().removeIf(Money::isZero);
            }
            if (given.size() != 1) {
                wrong.add(at, "side", "must have either a debit or a credit");
                return;
            }
            given.forEach(
                    (field, money) ->
                            wrong.addIf(
                                    !money.isPositive(), field, "positive", "must be above zero"));
        }
    }

    /**
     * What is to be posted. Throws FUTURE_DATE, INVALID_ENTRY, CONTROL_ACCOUNT, UNBALANCED; names
     * the fields.
     */
    Entry check(Tx tx, UUID id) {
        LocalDate dated = tx.documentDate(date, "/date");
        amounts(tx).refuse(FinanceError.INVALID_ENTRY);
        unknown(tx).refuse(FinanceError.INVALID_ENTRY);
        controlAccounts(tx).refuse(FinanceError.CONTROL_ACCOUNT);
        balance().refuse(FinanceError.UNBALANCED);
        List<Line> posted = new ArrayList<>();
        for (NewLine line : lines) {
            Money amount = line.amount();
            if (amount != null) {
                posted.add(
                        new Line(
                                new Line.Target.Account(line.accountId()),
                                line.side(),
                                amount,
                                line.partyId(),
                                null));
            }
        }
        return new Entry(Book.GENERAL, new Source(Ledger.ENTRY, id, POSTING), dated, text, posted);
    }

    private Violations amounts(Tx tx) {
        Violations wrong = new Violations();
        for (int i = 0; i < lines.size(); i++) {
            lines.get(i).check("/lines/" + i, tx.company(), wrong);
        }
        return wrong;
    }

    /** Accounts and parties that are not the company's. */
    private Violations unknown(Tx tx) {
        Set<UUID> accounts = accounts(tx).keySet();
        Set<UUID> parties =
                new Parties()
                        .list(
                                tx,
                                lines.stream()
                                        .map(NewLine::partyId)
                                        .filter(Objects::nonNull)
                                        .collect(Collectors.toSet()))
                        .keySet();
        Violations wrong = new Violations();
        for (int i = 0; i < lines.size(); i++) {
            NewLine line = lines.get(i);
            String at = "/lines/" + i;
            wrong.addIf(
                    !accounts.contains(line.accountId()),
                    at + "/accountId",
                    "exists",
                    "is no account of this company");
            wrong.addIf(
                    line.partyId() != null && !parties.contains(line.partyId()),
                    at + "/partyId",
                    "exists",
                    "is no customer or supplier of this company");
        }
        return wrong;
    }

    private Violations controlAccounts(Tx tx) {
        Map<UUID, Account> accounts = accounts(tx);
        Violations wrong = new Violations();
        for (int i = 0; i < lines.size(); i++) {
            Account account = accounts.get(lines.get(i).accountId());
            if (account != null && account.isControl()) {
                wrong.add(
                        "/lines/" + i + "/accountId",
                        "control",
                        "is the control account of role " + account.roleName());
            }
        }
        return wrong;
    }

    private Map<UUID, Account> accounts(Tx tx) {
        List<UUID> ids = lines.stream().map(NewLine::accountId).distinct().toList();
        Map<UUID, Account> accounts = new HashMap<>();
        new AccountQueries_(tx.session())
                .accountsIn(ids)
                .forEach(account -> accounts.put(account.getId(), account));
        return accounts;
    }

    private Violations balance() {
        BigDecimal debit = sum(Side.DEBIT);
        BigDecimal credit = sum(Side.CREDIT);
        Violations wrong = new Violations();
        wrong.addIf(
                debit.compareTo(credit) != 0,
                "/lines",
                "balance",
                "debits of %s are not credits of %s"
                        .formatted(debit.toPlainString(), credit.toPlainString()));
        wrong.addIf(
                wrong.count() == 0 && debit.compareTo(LIMIT) >= 0,
                "/lines",
                "range",
                "must sum to below " + LIMIT.toPlainString());
        return wrong;
    }

    private BigDecimal sum(Side side) {
        return lines.stream()
                .filter(line -> line.side() == side)
                .map(NewLine::amount)
                .map(amount -> amount == null ? BigDecimal.ZERO : amount.amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
