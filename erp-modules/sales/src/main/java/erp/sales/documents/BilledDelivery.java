package erp.sales.documents;

import erp.inventory.shipments.DeliveryDate;

import java.time.LocalDate;
import java.util.UUID;

/** A delivery that an invoice bills. */
public record BilledDelivery(UUID id, LocalDate date) {
    public static BilledDelivery of(DeliveryDate delivery) {
        return new BilledDelivery(delivery.delivery(), delivery.date());
    }
}
