package erp.sales.orders;

import erp.core.Violations;
import erp.core.value.Quantity;
import erp.sales.common.SalesError;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which parts of an order are to be delivered, as they were asked for. */
final class DeliveryParts {
    private DeliveryParts() {}

    /** All or none. Throws INVALID_LINES, OVER_DELIVERY. */
    static Map<OrderLine, Quantity> of(List<OrderLine> lines, List<NewDelivery.Line> wanted) {
        Map<UUID, OrderLine> known = new HashMap<>();
        lines.forEach(line -> known.put(line.getId(), line));
        Map<OrderLine, Quantity> parts = new HashMap<>();
        Violations wrong = new Violations();
        Violations tooMuch = new Violations();
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            UUID id = wanted.get(i).lineId();
            Quantity quantity = wanted.get(i).quantity();
            OrderLine line = known.get(id);
            String pointer = "/lines/" + i;
            if (line == null) {
                wrong.add(pointer + "/lineId", "unknown", "is no line of the order");
            } else if (!seen.add(id)) {
                wrong.add(pointer + "/lineId", "duplicate", "names a line twice");
            } else if (quantity.exceeds(line.open())) {
                tooMuch.add(
                        pointer + "/quantity",
                        "open",
                        "is " + quantity + ", open are " + line.open());
            } else {
                parts.put(line, quantity);
            }
        }
        wrong.refuse(SalesError.INVALID_LINES);
        tooMuch.refuse(SalesError.OVER_DELIVERY);
        return parts;
    }
}
