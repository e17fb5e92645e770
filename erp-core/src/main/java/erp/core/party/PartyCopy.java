package erp.core.party;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Embeddable;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Who a party was and where, when a document was made: later changes do not concern it. */
@Embeddable
@Access(AccessType.FIELD) // no entity beside it says so
public class PartyCopy {
    private String name;
    private @Nullable String taxId;
    private @Nullable String street;
    private @Nullable String street2;
    private @Nullable String postalCode;
    private @Nullable String city;

    @JdbcTypeCode(SqlTypes.CHAR)
    private @Nullable String country;

    protected PartyCopy() {}

    public PartyCopy(PartyDetails details) {
        this.name = details.name();
        this.taxId = details.taxId();
        this.street = details.street();
        this.street2 = details.street2();
        this.postalCode = details.postalCode();
        this.city = details.city();
        this.country = details.country();
    }

    /** As the document names it, which has no use for its e-mail. */
    public PartyDetails details() {
        return new PartyDetails(name, taxId, null, street, street2, postalCode, city, country);
    }
}
