package erp.finance.ledger;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;

/**
 * That a document was taken back, as callers see it; who did it, its history says.
 *
 * @param date from which on it counts no more
 */
public record ReversalView(LocalDate date, @Nullable String reason, Instant at) {}
