package erp.crm.parties;

import erp.core.http.Versioned;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * An organisation as callers see it.
 *
 * @param phone as E.164 has it
 * @param mergedIntoId which one goes on instead; only lists of merged ones show any
 */
public record OrganisationView(
        UUID id,
        OrganisationKind kind,
        String name,
        @Nullable String taxId,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String street,
        @Nullable String street2,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String country,
        @Nullable UUID representativeId,
        @Nullable UUID mergedIntoId,
        Instant createdAt,
        long version)
        implements Versioned {}
