package erp.core.party;

import erp.core.http.Versioned;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A company as the API shows it.
 *
 * @param currency functional currency, ISO 4217
 * @param zone of its business dates, an IANA name
 */
public record CompanyView(
        UUID id,
        String code,
        String name,
        String currency,
        String zone,
        @Nullable String taxId,
        @Nullable String street,
        @Nullable String street2,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String country,
        Instant createdAt,
        long version)
        implements Versioned {}
