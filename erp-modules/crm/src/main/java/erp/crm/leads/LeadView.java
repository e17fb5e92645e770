package erp.crm.leads;

import erp.core.http.Versioned;
import erp.crm.consents.Consents;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A lead as callers see it.
 *
 * @param phone as E.164 has it
 * @param reason why it was disqualified
 * @param mergedIntoId which one goes on instead; only lists show any
 */
public record LeadView(
        UUID id,
        LeadState state,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String organisationName,
        @Nullable String jobTitle,
        @Nullable String taxId,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String street,
        @Nullable String street2,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String country,
        @Nullable String sourceCode,
        @Nullable String campaignCode,
        @Nullable UUID territoryId,
        @Nullable UUID representativeId,
        @Nullable String note,
        @Nullable String reason,
        Consents.View consents,
        @Nullable UUID mergedIntoId,
        Instant createdAt,
        @Nullable Instant closedAt,
        long version)
        implements Versioned {}
