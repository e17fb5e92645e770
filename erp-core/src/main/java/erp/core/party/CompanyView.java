package erp.core.party;

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
        Instant createdAt,
        long version) {}
