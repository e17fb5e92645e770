package erp.crm.parties;

import erp.core.party.Parties;
import erp.crm.common.CrmError;
import erp.crm.common.Optionals;

import jakarta.persistence.Embeddable;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Where somebody is. */
@Embeddable
public class Address {
    private @Nullable String street;
    private @Nullable String street2;
    private @Nullable String postalCode;
    private @Nullable String city;

    @JdbcTypeCode(SqlTypes.CHAR)
    private @Nullable String country;

    protected Address() {}

    public Address(
            @Nullable String street,
            @Nullable String street2,
            @Nullable String postalCode,
            @Nullable String city,
            @Nullable String country) {
        this.street = Optionals.stripped(street);
        this.street2 = Optionals.stripped(street2);
        this.postalCode = Optionals.stripped(postalCode);
        this.city = Optionals.stripped(city);
        this.country = country;
    }

    /** Of which nothing is known. */
    public static Address nowhere() {
        return new Address();
    }

    /** Throws INVALID_PARTY where the country is none. */
    public static void checkCountry(@Nullable String country) {
        CrmError.INVALID_PARTY.refuseIf(
                country != null && !Parties.isCountry(country),
                "/country",
                "country",
                "must be an ISO 3166-1 country code such as \"DE\"");
    }

    public @Nullable String street() {
        return street;
    }

    public @Nullable String street2() {
        return street2;
    }

    public @Nullable String postalCode() {
        return postalCode;
    }

    public @Nullable String city() {
        return city;
    }

    public @Nullable String country() {
        return country;
    }

    boolean isEmpty() {
        return street == null
                && street2 == null
                && postalCode == null
                && city == null
                && country == null;
    }
}
