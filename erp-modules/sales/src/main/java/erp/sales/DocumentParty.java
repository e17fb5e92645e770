package erp.sales;

import org.jspecify.annotations.Nullable;

/**
 * A party as a document names it for good, whatever it is called or moves to later.
 *
 * @param country ISO 3166-1, two letters
 */
public record DocumentParty(
        String name,
        @Nullable String taxId,
        @Nullable String street,
        @Nullable String street2,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String country) {}
