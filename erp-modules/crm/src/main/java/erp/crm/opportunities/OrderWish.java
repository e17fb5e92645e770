package erp.crm.opportunities;

import erp.sales.orders.NewOrder;

import jakarta.validation.constraints.Size;

import java.util.List;
import java.util.UUID;

/** An order draft that sales is to make for the opportunity's organisation. */
public record OrderWish(
        UUID warehouseId, @Size(min = 1, max = NewOrder.MOST_LINES) List<NewOrder.Line> lines) {
    public OrderWish {
        lines = List.copyOf(lines);
        NewOrder.checkWorth(lines);
    }

    NewOrder of(UUID customer) {
        return new NewOrder(customer, warehouseId, null, lines);
    }
}
