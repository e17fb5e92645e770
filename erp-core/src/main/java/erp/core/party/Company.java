package erp.core.party;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

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
    @Version private long version;

    protected Company() {}

    Company(UUID id, NewCompany facts, Instant createdAt) {
        this.id = id;
        this.code = facts.code();
        this.name = facts.name();
        this.currency = facts.currency();
        this.zone = facts.zone();
        this.createdAt = createdAt;
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

    void change(String newName, String newZone) {
        name = newName;
        zone = newZone;
    }

    CompanyView view() {
        return new CompanyView(id, code, name, currency, zone, createdAt, version);
    }
}
