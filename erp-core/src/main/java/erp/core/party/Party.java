package erp.core.party;

import erp.core.tx.Document;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** A business partner of a company: customer, supplier or both. */
@Entity
@Table(name = "core_party")
class Party extends Document {
    private String name;
    private @Nullable String taxId;
    private @Nullable String email;
    private @Nullable String street;
    private @Nullable String street2;
    private @Nullable String postalCode;
    private @Nullable String city;

    @JdbcTypeCode(SqlTypes.CHAR)
    private @Nullable String country;

    private Instant createdAt;

    protected Party() {}

    Party(UUID id, PartyDetails details, Instant createdAt) {
        super(id);
        this.createdAt = createdAt;
        change(details);
    }

    final void change(PartyDetails details) {
        name = details.name();
        taxId = details.taxId();
        email = details.email();
        street = details.street();
        street2 = details.street2();
        postalCode = details.postalCode();
        city = details.city();
        country = details.country();
    }

    PartyView view() {
        return new PartyView(
                getId(),
                new PartyDetails(name, taxId, email, street, street2, postalCode, city, country),
                createdAt,
                getVersion());
    }
}
