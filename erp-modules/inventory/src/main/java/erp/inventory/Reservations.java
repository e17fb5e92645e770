package erp.inventory;

import erp.core.Tx;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Who has set what aside: one row per document line and location, its open part counted down. */
final class Reservations {
    private static final String TYPE = "decimal(19,6)";

    private Reservations() {}

    static void open(Tx tx, Origin origin, UUID location, List<StockLine> lines) {
        String row = "(?, ?, ?, ?, ?, ?, ?, ?, ?)";
        List<Object> parameters = new ArrayList<>();
        for (StockLine line : lines) {
            BigDecimal quantity = line.quantity().value();
            Collections.addAll(
                    parameters,
                    line.line(),
                    location,
                    tx.companyId(),
                    line.item().value(),
                    origin.type(),
                    origin.id(),
                    quantity,
                    quantity,
                    tx.now());
        }
        Sql.update(
                tx,
                """
                insert into inventory_reservation (source_line_id, location_id, company_id, item_id,
                source_type, source_id, quantity, open_quantity, created_at) values \
                """
                        + String.join(", ", Collections.nCopies(lines.size(), row)),
                parameters);
    }

    /** Counts down what the lines have set aside. */
    static void use(Tx tx, UUID location, ByItem byLine) {
        String amount = byLine.expression("source_line_id", TYPE);
        List<Object> parameters = new ArrayList<>(byLine.parameters());
        parameters.addAll(byLine.keys());
        parameters.add(location);
        parameters.add(tx.companyId());
        parameters.addAll(byLine.parameters());
        int changed =
                Sql.update(
                        tx,
                        """
                        update inventory_reservation force index (primary)
                        set open_quantity = open_quantity - %s
                        where source_line_id in (%s) and location_id = ? and company_id = ?
                        and open_quantity >= %s
                        order by source_line_id, location_id\
                        """
                                .formatted(amount, Sql.marks(byLine.size()), amount),
                        parameters);
        if (changed != byLine.size()) {
            throw new IllegalStateException(
                    "used %d of %d reservations".formatted(changed, byLine.size()));
        }
    }
}
