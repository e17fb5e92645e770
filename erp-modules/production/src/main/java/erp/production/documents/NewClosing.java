package erp.production.documents;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/**
 * When an order is settled.
 *
 * @param date of the variances; today where absent, not in the future
 */
public record NewClosing(@Nullable LocalDate date) {}
