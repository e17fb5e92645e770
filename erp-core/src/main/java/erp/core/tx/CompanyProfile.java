package erp.core.tx;

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
    /** The company's business date at that moment. */
    public LocalDate dateOf(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }
}
