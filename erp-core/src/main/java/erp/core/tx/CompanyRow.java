package erp.core.tx;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * A row that belongs to a company. Hibernate adds the company to every load and query of such an
 * entity and fills it in on insert, so no query can forget it; native SQL must name {@code
 * company_id} itself.
 */
@MappedSuperclass
public abstract class CompanyRow {
    @Id private UUID id;

    @TenantId private @Nullable UUID companyId;

    protected CompanyRow() {}

    protected CompanyRow(UUID id) {
        this.id = id;
    }

    public UUID getId() {
        return id;
    }
}
