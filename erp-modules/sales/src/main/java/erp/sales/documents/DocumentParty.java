package erp.sales.documents;

import erp.core.party.PartyDetails;

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
        @Nullable String country) {
    /** Nobody where a version made the document that did not keep it. */
    static @Nullable DocumentParty of(@Nullable PartyDetails party) {
        return party == null
                ? null
                : new DocumentParty(
                        party.name(),
                        party.taxId(),
                        party.street(),
                        party.street2(),
                        party.postalCode(),
                        party.city(),
                        party.country());
    }
}
