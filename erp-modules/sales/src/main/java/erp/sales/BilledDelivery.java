package erp.sales;

import java.time.LocalDate;
import java.util.UUID;

/** A delivery that an invoice bills. */
public record BilledDelivery(UUID id, LocalDate date) {}
