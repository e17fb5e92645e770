package erp.core.party;

import java.time.Instant;
import java.util.UUID;

/** A business partner as other modules see it. */
public record PartyView(UUID id, PartyDetails details, Instant createdAt, long version) {}
