package erp.finance.ledger;

import erp.core.ErpException;
import erp.core.Violation;
import erp.core.party.Parties;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Account;
import erp.finance.accounts.AccountQueries_;
import erp.finance.accounts.Line;
import erp.finance.accounts.Side;
import erp.finance.common.CompanyCurrency;
import erp.finance.common.FinanceError;
import erp.finance.numbering.Book;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
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

        /** What is wrong with the amounts of the line, which stands there. */
        private List<Violation> check(String at, Currency own) {
            Map<String, Money> given = new LinkedHashMap<>();
            if (debit != null) {
                given.put(at + "/debit", debit);
            }
            if (credit != null) {
                given.put(at + "/credit", credit);
            }
            List<Violation> wrong = new ArrayList<>();
            given.forEach(
                    (field, money) ->
                            CompanyCurrency.check(own, money, field).ifPresent(wrong::add));
            if (!wrong.isEmpty()) {
                return wrong;
            }
            if (given.size() == 2) {
                given.values().removeIf(Money::isZero);
            }
            if (given.size() != 1) {
                return List.of(new Violation(at, "side", "must have either a debit or a credit"));
            }
            given.forEach(
                    (field, money) -> {
                        if (!money.isPositive()) {
                            wrong.add(new Violation(field, "positive", "must be above zero"));
                        }
                    });
            return wrong;
        }
    }

    /**
     * What is to be posted. Throws FUTURE_DATE, INVALID_ENTRY, CONTROL_ACCOUNT, UNBALANCED; names
     * the fields.
     */
    Entry check(Tx tx, UUID id) {
        LocalDate dated = tx.documentDate(date, "/date");
        refuse(FinanceError.INVALID_ENTRY, amounts(tx), "the lines are not valid");
        refuse(FinanceError.INVALID_ENTRY, unknown(tx), "the lines are not valid");
        refuse(
                FinanceError.CONTROL_ACCOUNT,
                controlAccounts(tx),
                "control accounts are posted to by their documents only");
        refuse(FinanceError.UNBALANCED, balance(), "debits and credits must be the same");
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

    private List<Violation> amounts(Tx tx) {
        Currency own = tx.company().currency();
        List<Violation> wrong = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            wrong.addAll(lines.get(i).check("/lines/" + i, own));
        }
        return wrong;
    }

    /** Accounts and parties that are not the company's. */
    private List<Violation> unknown(Tx tx) {
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
        List<Violation> wrong = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            NewLine line = lines.get(i);
            String at = "/lines/" + i;
            if (!accounts.contains(line.accountId())) {
                wrong.add(
                        new Violation(
                                at + "/accountId", "exists", "is no account of this company"));
            }
            if (line.partyId() != null && !parties.contains(line.partyId())) {
                wrong.add(
                        new Violation(
                                at + "/partyId",
                                "exists",
                                "is no customer or supplier of this company"));
            }
        }
        return wrong;
    }

    private List<Violation> controlAccounts(Tx tx) {
        Map<UUID, Account> accounts = accounts(tx);
        List<Violation> wrong = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Account account = accounts.get(lines.get(i).accountId());
            if (account != null && account.isControl()) {
                wrong.add(
                        new Violation(
                                "/lines/" + i + "/accountId",
                                "control",
                                "is the control account of role " + account.getRole()));
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

    private List<Violation> balance() {
        BigDecimal debit = sum(Side.DEBIT);
        BigDecimal credit = sum(Side.CREDIT);
        if (debit.compareTo(credit) != 0) {
            return List.of(
                    new Violation(
                            "/lines",
                            "balance",
                            "debits of %s are not credits of %s"
                                    .formatted(debit.toPlainString(), credit.toPlainString())));
        }
        return debit.compareTo(LIMIT) < 0
                ? List.of()
                : List.of(
                        new Violation(
                                "/lines", "range", "must sum to below " + LIMIT.toPlainString()));
    }

    private BigDecimal sum(Side side) {
        return lines.stream()
                .filter(line -> line.side() == side)
                .map(NewLine::amount)
                .map(amount -> amount == null ? BigDecimal.ZERO : amount.amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void refuse(FinanceError error, List<Violation> wrong, String message) {
        if (!wrong.isEmpty()) {
            throw new ErpException(error, wrong, message);
        }
    }
}
