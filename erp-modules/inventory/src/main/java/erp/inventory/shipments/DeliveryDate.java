package erp.inventory.shipments;

import java.time.LocalDate;
import java.util.UUID;

/** When a delivery was made. */
public record DeliveryDate(UUID delivery, LocalDate date) {}
