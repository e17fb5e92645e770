package erp.crm.leads;

import erp.core.http.Versioned;
import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** What came of a lead. Append-only: a lead has one at most, and its opportunity no other. */
@Entity
@Table(name = "crm_conversion")
public class Conversion extends CompanyRow {
    private UUID leadId;
    private UUID organisationId;
    private @Nullable UUID contactId;
    private UUID customerId;
    private UUID opportunityId;
    private @Nullable UUID quotationId;
    private @Nullable UUID orderId;
    private Instant convertedAt;

    protected Conversion() {}

    Conversion(Tx tx, LeadConverted made, @Nullable UUID quotation, @Nullable UUID order) {
        super(tx.newId());
        this.leadId = made.lead();
        this.organisationId = made.organisation();
        this.contactId = made.contact();
        this.customerId = made.customer();
        this.opportunityId = made.opportunity();
        this.quotationId = quotation;
        this.orderId = order;
        this.convertedAt = tx.now();
    }

    @Nullable UUID contact() {
        return contactId;
    }

    View view() {
        return new View(
                getId(),
                leadId,
                organisationId,
                contactId,
                customerId,
                opportunityId,
                quotationId,
                orderId,
                convertedAt,
                0);
    }

    /**
     * A conversion as callers see it; it never changes. What was merged since answers with where it
     * has gone.
     *
     * @param customerId of sales
     * @param quotationId of sales, where a draft was asked for
     * @param orderId of sales, where a draft was asked for
     */
    public record View(
            UUID id,
            UUID leadId,
            UUID organisationId,
            @Nullable UUID contactId,
            UUID customerId,
            UUID opportunityId,
            @Nullable UUID quotationId,
            @Nullable UUID orderId,
            Instant convertedAt,
            long version)
            implements Versioned {}
}
