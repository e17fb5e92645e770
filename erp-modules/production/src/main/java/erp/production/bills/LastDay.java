package erp.production.bills;

import java.time.LocalDate;

/** The last day on which a version is valid. */
public record LastDay(LocalDate validTo) {}
