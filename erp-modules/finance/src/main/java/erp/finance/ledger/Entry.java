package erp.finance.ledger;

import erp.core.value.Money;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.accounts.Side;
import erp.finance.numbering.Book;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;

/**
 * What is to be posted: balanced, at least two lines, one currency. An entry that is not throws
 * {@link IllegalStateException}: a module that builds one has a defect.
 *
 * @param date decides the period
 */
public record Entry(Book book, Source source, LocalDate date, String text, List<Line> lines) {
    public static final int LONGEST_TEXT = 200;

    public Entry {
        lines = List.copyOf(lines);
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalStateException(
                    "an entry's text has at most " + LONGEST_TEXT + " characters");
        }
        List<Line> amounts = lines.stream().filter(line -> !line.amount().isZero()).toList();
        if (amounts.size() < 2) {
            throw new IllegalStateException("an entry has at least two lines: " + source);
        }
        Currency currency = amounts.getFirst().amount().currency();
        if (lines.stream().anyMatch(line -> !line.amount().currency().equals(currency))) {
            throw new IllegalStateException("an entry has one currency: " + source);
        }
        if (lines.stream().anyMatch(line -> needsParty(line) && line.party() == null)) {
            throw new IllegalStateException(
                    "a line of a customer's or supplier's account names the party: " + source);
        }
        Money debit = total(lines, Side.DEBIT, currency);
        Money credit = total(lines, Side.CREDIT, currency);
        if (!debit.equals(credit)) {
            throw new IllegalStateException(
                    "debits of %s are not credits of %s: %s".formatted(debit, credit, source));
        }
    }

    private static boolean needsParty(Line line) {
        return line.target() instanceof Line.Target.Role(AccountRole role) && role.isPersonal();
    }

    Currency currency() {
        return lines.getFirst().amount().currency();
    }

    /** Sum of the debits, which is the sum of the credits. */
    Money total() {
        return total(lines, Side.DEBIT, currency());
    }

    public static Money total(List<Line> lines, Side side, Currency currency) {
        return lines.stream()
                .filter(line -> line.side() == side)
                .map(Line::amount)
                .reduce(Money.zero(currency), Money::plus);
    }
}
