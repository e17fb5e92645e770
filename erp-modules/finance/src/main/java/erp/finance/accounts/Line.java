package erp.finance.accounts;

import erp.core.value.Money;
import erp.finance.tax.TaxTotals;
import erp.finance.tax.Taxed;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * One line of an entry: an amount on one side of one account.
 *
 * @param amount above zero; zero only where there is tax of nothing (zero rate, exempt)
 * @param party customer or supplier that it concerns
 * @param taxed the tax that the line is the amount of, for the tax ledger
 * @param costCentre that bears it, where one does; at most {@value #LONGEST_COST_CENTRE} characters
 */
public record Line(
        Target target,
        Side side,
        Money amount,
        @Nullable UUID party,
        @Nullable Taxed taxed,
        @Nullable String costCentre) {
    public static final int LONGEST_COST_CENTRE = 20;

    /** An account, named by its role or its id. */
    public sealed interface Target {
        /** The company's account of that role. */
        record Role(AccountRole role) implements Target {}

        /** This account. */
        record Account(UUID id) implements Target {}
    }

    public Line {
        if (amount.isNegative() || (amount.isZero() && taxed == null)) {
            throw new IllegalArgumentException("a line's amount is above zero, not " + amount);
        }
        if (costCentre != null && costCentre.length() > LONGEST_COST_CENTRE) {
            throw new IllegalArgumentException("a cost centre is too long: " + costCentre);
        }
    }

    /** A line that no cost centre bears. */
    public Line(
            Target target, Side side, Money amount, @Nullable UUID party, @Nullable Taxed taxed) {
        this(target, side, amount, party, taxed, null);
    }

    public static Line debit(AccountRole role, Money amount) {
        return new Line(new Target.Role(role), Side.DEBIT, amount, null, null);
    }

    public static Line credit(AccountRole role, Money amount) {
        return new Line(new Target.Role(role), Side.CREDIT, amount, null, null);
    }

    public static Line debit(UUID account, Money amount) {
        return new Line(new Target.Account(account), Side.DEBIT, amount, null, null);
    }

    public static Line credit(UUID account, Money amount) {
        return new Line(new Target.Account(account), Side.CREDIT, amount, null, null);
    }

    public static Line on(Side side, Target target, Money amount) {
        return new Line(target, side, amount, null, null);
    }

    /**
     * Tax that the company owes for a sale, on the account of its code. Post one for each of {@link
     * TaxTotals#taxes()}, those of zero too: the tax return reports their base.
     */
    public static Line tax(Taxed taxed) {
        return tax(Side.CREDIT, taxed);
    }

    /** The same that a supplier has put on its invoice: it is taken off what the company owes. */
    public static Line inputTax(Taxed taxed) {
        return tax(Side.DEBIT, taxed);
    }

    private static Line tax(Side side, Taxed taxed) {
        Target target = new Target.Account(taxed.code().account());
        return new Line(target, side, taxed.amount(), null, taxed);
    }

    /** The same, concerning a customer or supplier. */
    public Line of(UUID party) {
        return new Line(target, side, amount, party, taxed, costCentre);
    }

    /** The same, borne by a cost centre. */
    public Line at(@Nullable String centre) {
        return new Line(target, side, amount, party, taxed, centre);
    }
}
