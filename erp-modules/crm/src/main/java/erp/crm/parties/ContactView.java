package erp.crm.parties;

import erp.core.http.Versioned;
import erp.crm.consents.Consents;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A person as callers see it.
 *
 * @param phone as E.164 has it
 * @param mergedIntoId who goes on instead; only lists of merged ones show any
 */
public record ContactView(
        UUID id,
        @Nullable UUID organisationId,
        @Nullable String firstName,
        String lastName,
        @Nullable String jobTitle,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String country,
        Consents.View consents,
        @Nullable UUID mergedIntoId,
        Instant createdAt,
        long version)
        implements Versioned {}
