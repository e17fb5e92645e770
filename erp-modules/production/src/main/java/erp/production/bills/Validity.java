package erp.production.bills;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/**
 * When a version is valid.
 *
 * @param validFrom today where absent
 * @param validTo the last day; until further notice where absent
 */
public record Validity(@Nullable LocalDate validFrom, @Nullable LocalDate validTo) {}
