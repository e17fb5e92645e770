package erp.crm.activities;

import erp.core.http.Versioned;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * An activity as callers see it.
 *
 * @param overdue whether it is open and was due before today, at the company
 */
public record ActivityView(
        UUID id,
        ActivityKind kind,
        ActivityState state,
        String subject,
        @Nullable String note,
        LocalDate dueDate,
        boolean overdue,
        @Nullable String outcome,
        @Nullable UUID representativeId,
        @Nullable UUID organisationId,
        @Nullable UUID contactId,
        @Nullable UUID leadId,
        @Nullable UUID opportunityId,
        Instant createdAt,
        @Nullable Instant closedAt,
        long version)
        implements Versioned {}
