package erp.sales.orders;

import erp.core.value.DocumentNumber;

import java.time.LocalDate;
import java.util.UUID;

/** What people call an order: {@code SO-261124-0VK3Q9X2M}. */
final class OrderNumber {
    private OrderNumber() {}

    /**
     * @param id of version 7
     */
    static String of(UUID id, LocalDate date) {
        return DocumentNumber.of("SO", id, date);
    }
}
