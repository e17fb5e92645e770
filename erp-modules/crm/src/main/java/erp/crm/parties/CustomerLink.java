package erp.crm.parties;

import erp.core.http.Versioned;
import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.Instant;
import java.util.UUID;

/** That an organisation is a customer of sales: one of several after a merge. */
@Entity
@Table(name = "crm_customer_link")
public class CustomerLink extends CompanyRow {
    private UUID customerId;
    private UUID organisationId;
    private Instant linkedAt;

    protected CustomerLink() {}

    CustomerLink(Tx tx, UUID customer, UUID organisation) {
        super(tx.newId());
        this.customerId = customer;
        this.organisationId = organisation;
        this.linkedAt = tx.now();
    }

    View view() {
        return new View(getId(), customerId, organisationId, linkedAt, 0);
    }

    /** A link as callers see it. */
    record View(UUID id, UUID customerId, UUID organisationId, Instant linkedAt, long version)
            implements Versioned {}
}
