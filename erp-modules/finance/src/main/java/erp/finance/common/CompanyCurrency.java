package erp.finance.common;

import erp.core.Violation;
import erp.core.tx.Tx;
import erp.core.value.Money;

import java.util.Currency;
import java.util.Optional;

/** The one rule while there is no foreign currency: a company's books are in its own. */
public final class CompanyCurrency {
    private CompanyCurrency() {}

    /**
     * What is wrong with money that somebody sent.
     *
     * @param field its pointer, {@code /amount}
     */
    public static Optional<Violation> check(Currency own, Money sent, String field) {
        return sent.currency().equals(own)
                ? Optional.empty()
                : Optional.of(
                        new Violation(
                                field + "/currency",
                                "currency",
                                "must be " + own + ", the company's currency"));
    }

    /** Whoever calls has refused other currencies: here it is a defect. */
    public static void require(Tx tx, Currency booked, Object of) {
        Currency own = tx.company().currency();
        if (!booked.equals(own)) {
            throw new IllegalStateException(
                    "a company that keeps its books in %s was to book %s: %s"
                            .formatted(own, booked, of));
        }
    }
}
