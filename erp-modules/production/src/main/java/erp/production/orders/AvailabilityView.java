package erp.production.orders;

import erp.core.value.Quantity;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What of an order's components can be had in its warehouse, but for those that are bought for it
 * when it is released.
 *
 * @param complete whether all that is not issued is set aside or available
 */
public record AvailabilityView(UUID orderId, boolean complete, List<Component> components) {
    /**
     * A component.
     *
     * @param open planned and not issued
     * @param reserved set aside for the order
     * @param available for everybody
     * @param missing neither set aside nor available
     */
    public record Component(
            UUID itemId, Quantity open, Quantity reserved, Quantity available, Quantity missing) {}

    static AvailabilityView of(WorkOrder order, Map<UUID, Quantity> available) {
        List<Component> components =
                order.components().stream()
                        .filter(it -> !it.isBought())
                        .map(it -> component(it, available))
                        .toList();
        return new AvailabilityView(
                order.getId(),
                components.stream().allMatch(it -> it.missing().isZero()),
                components);
    }

    private static Component component(
            erp.production.orders.Component component, Map<UUID, Quantity> available) {
        Quantity free = available.getOrDefault(component.itemId(), Quantity.ZERO);
        Quantity open = new Quantity(component.open());
        Quantity reserved = new Quantity(component.reserved());
        Quantity missing = open.minus(reserved).minus(free);
        return new Component(
                component.itemId(),
                open,
                reserved,
                free,
                missing.isPositive() ? missing : Quantity.ZERO);
    }
}
