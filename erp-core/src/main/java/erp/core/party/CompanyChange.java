package erp.core.party;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * What may change about a company: all of it, so what is left out is gone. Invoices that were
 * issued keep what they say.
 *
 * @param zone of its business dates, an IANA name
 * @param taxId as its country writes it
 * @param country ISO 3166-1, two letters
 */
public record CompanyChange(
        @NotBlank @Size(max = 200) String name,
        @Size(max = 64) String zone,
        @Size(max = 40) @Nullable String taxId,
        @Size(max = 200) @Nullable String street,
        @Size(max = 200) @Nullable String street2,
        @Size(max = 20) @Nullable String postalCode,
        @Size(max = 100) @Nullable String city,
        @Pattern(regexp = "[A-Z]{2}") @Nullable String country) {
    /** Throws {@code COMPANY_INVALID} where zone or country are none. */
    void check() {
        NewCompany.checkZone(zone);
        NewCompany.checkCountry(country);
    }

    /** As its invoices name it. */
    PartyDetails details() {
        return new PartyDetails(name, taxId, null, street, street2, postalCode, city, country);
    }
}
