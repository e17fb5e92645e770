package erp.core.party;

import erp.core.ErpException;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a company is founded with.
 *
 * @param code short name, unique: {@code MAIN}
 * @param currency functional currency, ISO 4217; stays for good
 * @param zone of its business dates, an IANA name
 * @param taxId as its country writes it; like the address it stands on the company's invoices
 * @param country ISO 3166-1, two letters
 */
public record NewCompany(
        @Pattern(regexp = "[A-Z0-9][A-Z0-9-]{0,19}") String code,
        @NotBlank @Size(max = 200) String name,
        @Pattern(regexp = "[A-Z]{3}") String currency,
        @Size(max = 64) String zone,
        @Size(max = 40) @Nullable String taxId,
        @Size(max = 200) @Nullable String street,
        @Size(max = 200) @Nullable String street2,
        @Size(max = 20) @Nullable String postalCode,
        @Size(max = 100) @Nullable String city,
        @Pattern(regexp = "[A-Z]{2}") @Nullable String country) {
    /** ISO 4217 also lists what nobody pays with: DEM, XAU, XTS. */
    private static final Set<String> IN_USE =
            Arrays.stream(Locale.getISOCountries())
                    .map(country -> Currency.getInstance(Locale.of("", country)))
                    .filter(Objects::nonNull)
                    .map(Currency::getCurrencyCode)
                    .collect(Collectors.toUnmodifiableSet());

    /** Names only: of an offset nobody would know when its summer begins. */
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    /** One of which no invoice can say more than its name. */
    public NewCompany(String code, String name, String currency, String zone) {
        this(code, name, currency, zone, null, null, null, null, null, null);
    }

    /** As its invoices name it. */
    PartyDetails details() {
        return new PartyDetails(name, taxId, null, street, street2, postalCode, city, country);
    }

    /** Throws {@code COMPANY_INVALID} where currency, zone or country are none. */
    void check() {
        if (!IN_USE.contains(currency)) {
            throw ErpException.field(
                    PartyError.COMPANY_INVALID,
                    "/currency",
                    "currency",
                    "must be the ISO 4217 code of a country's currency, such as \"EUR\"");
        }
        checkZone(zone);
        checkCountry(country);
    }

    static void checkCountry(@Nullable String country) {
        if (country != null && !Parties.isCountry(country)) {
            throw ErpException.field(
                    PartyError.COMPANY_INVALID,
                    "/country",
                    "country",
                    "must be an ISO 3166-1 country code such as \"DE\"");
        }
    }

    static void checkZone(String zone) {
        if (!ZONES.contains(zone)) {
            throw ErpException.field(
                    PartyError.COMPANY_INVALID,
                    "/zone",
                    "zone",
                    "must be the name of a time zone, such as \"Europe/Berlin\"");
        }
    }
}
