package erp.core.party;

import erp.core.ErpException;
import erp.core.value.InvalidValue;
import erp.core.value.Money;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * What a company is founded with.
 *
 * @param code short name, unique: {@code MAIN}
 * @param currency functional currency, ISO 4217; stays for good
 * @param zone of its business dates, an IANA name
 */
public record NewCompany(
        @Pattern(regexp = "[A-Z0-9][A-Z0-9-]{0,19}") String code,
        @NotBlank @Size(max = 200) String name,
        @Pattern(regexp = "[A-Z]{3}") String currency,
        @Size(max = 64) String zone) {

    /** Throws {@code COMPANY_INVALID} where currency or zone are none. */
    void check() {
        try {
            Money.currency(currency);
        } catch (InvalidValue e) {
            throw ErpException.field(
                    PartyError.COMPANY_INVALID,
                    "/currency",
                    e.rule(),
                    "must be an ISO 4217 currency code such as \"EUR\"");
        }
        checkZone(zone);
    }

    static void checkZone(String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw ErpException.field(
                    PartyError.COMPANY_INVALID,
                    "/zone",
                    "zone",
                    "must be a time zone such as \"Europe/Berlin\"");
        }
    }
}
