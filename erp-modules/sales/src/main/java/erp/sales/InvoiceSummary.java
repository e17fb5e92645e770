package erp.sales;

import erp.core.value.Money;

import java.time.LocalDate;
import java.util.UUID;

/** An invoice in a list, without its lines and payments. */
public record InvoiceSummary(
        UUID id,
        String number,
        UUID orderId,
        UUID customerId,
        LocalDate date,
        LocalDate due,
        Money total) {}
