package erp.sales;

import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An order as callers see it.
 *
 * @param delivery derived from the lines
 * @param invoicing derived from the lines
 */
public record OrderView(
        UUID id,
        String number,
        UUID customerId,
        UUID warehouseId,
        OrderState state,
        Progress delivery,
        Progress invoicing,
        LocalDate date,
        Money net,
        Money tax,
        Money total,
        List<Line> lines,
        long version) {
    /** One item of it. */
    public record Line(
            UUID id,
            UUID itemId,
            Quantity quantity,
            UnitPrice unitPrice,
            String taxCode,
            Money net,
            Money tax,
            Quantity delivered,
            Quantity invoiced) {}
}
