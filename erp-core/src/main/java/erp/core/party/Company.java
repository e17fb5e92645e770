package erp.core.party;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** A company whose books are kept here. Its currency never changes: amounts are in it. */
@Entity
@Table(name = "core_company")
class Company {
    @Id private UUID id;
    private String code;
    private String name;

    @JdbcTypeCode(SqlTypes.CHAR)
    private String currency;

    private String zone;
    private Instant createdAt;
    private @Nullable String taxId;
    private @Nullable String street;
    private @Nullable String street2;
    private @Nullable String postalCode;
    private @Nullable String city;

    @JdbcTypeCode(SqlTypes.CHAR)
    private @Nullable String country;

    @Version private long version;

    protected Company() {}

    Company(UUID id, NewCompany facts, Instant createdAt) {
        this.id = id;
        this.code = facts.code();
        this.name = facts.name();
        this.currency = facts.currency();
        this.zone = facts.zone();
        this.createdAt = createdAt;
        locate(facts.details());
    }

    UUID getId() {
        return id;
    }

    String getCode() {
        return code;
    }

    String getName() {
        return name;
    }

    String getCurrency() {
        return currency;
    }

    long getVersion() {
        return version;
    }

    void change(CompanyChange wanted) {
        name = wanted.name();
        zone = wanted.zone();
        locate(wanted.details());
    }

    private void locate(PartyDetails details) {
        taxId = details.taxId();
        street = details.street();
        street2 = details.street2();
        postalCode = details.postalCode();
        city = details.city();
        country = details.country();
    }

    CompanyView view() {
        return new CompanyView(
                id,
                code,
                name,
                currency,
                zone,
                taxId,
                street,
                street2,
                postalCode,
                city,
                country,
                createdAt,
                version);
    }
}
