package erp.core.tx;

import erp.core.Violations;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.UUID;

/**
 * What every operation of a company goes by.
 *
 * @param currency functional currency; stays for good
 * @param zone of its business dates
 */
public record CompanyProfile(UUID id, Currency currency, ZoneId zone) {
    /**
     * The one rule while there is no foreign currency: a company's books are in its own.
     *
     * @param pointer of what somebody sent, {@code /amount/currency}
     */
    public void checkCurrency(Currency sent, String pointer, Violations wrong) {
        wrong.addIf(
                !sent.equals(currency),
                pointer,
                "currency",
                "must be " + currency + ", the company's currency");
    }

    /** The company's business date at that moment. */
    public LocalDate dateOf(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }
}
