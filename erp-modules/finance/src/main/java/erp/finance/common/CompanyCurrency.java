package erp.finance.common;

import erp.core.tx.Tx;

import java.util.Currency;

/** The one rule while there is no foreign currency: a company's books are in its own. */
public final class CompanyCurrency {
    private CompanyCurrency() {}

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
