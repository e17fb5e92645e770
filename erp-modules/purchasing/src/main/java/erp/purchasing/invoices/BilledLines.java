package erp.purchasing.invoices;

import erp.core.Violations;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.purchasing.common.PurchasingError;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds which orders the lines of an invoice are of. */
final class BilledLines {
    private record Found(UUID line, UUID order, UUID supplier) {}

    private BilledLines() {}

    /** The order of each line of an order. Throws INVALID_LINES. */
    static Map<UUID, UUID> orders(Tx tx, NewSupplierInvoice wanted) {
        List<UUID> ids =
                wanted.lines().stream()
                        .map(NewSupplierInvoice.Line::orderLineId)
                        .distinct()
                        .toList();
        List<Object> parameters = new ArrayList<>(ids);
        parameters.add(tx.companyId());
        Map<UUID, Found> known = new HashMap<>();
        Sql.query(
                        tx.session(),
                        """
                        select l.id, l.order_id, o.supplier_id from purchasing_order_line l
                        join purchasing_order o on o.id = l.order_id
                        where l.id in (%s) and l.company_id = ?\
                        """
                                .formatted(Sql.marks(ids.size())),
                        parameters,
                        row ->
                                new Found(
                                        Sql.uuid(row.getBytes(1)),
                                        Sql.uuid(row.getBytes(2)),
                                        Sql.uuid(row.getBytes(3))))
                .forEach(found -> known.put(found.line(), found));
        Violations wrong = new Violations();
        Map<UUID, UUID> orders = new HashMap<>();
        for (int i = 0; i < wanted.lines().size(); i++) {
            UUID id = wanted.lines().get(i).orderLineId();
            Found found = known.get(id);
            String at = "/lines/" + i + "/orderLineId";
            if (found == null) {
                wrong.add(at, "unknown", "names no line of an order");
            } else if (!found.supplier().equals(wanted.supplierId())) {
                wrong.add(at, "supplier", "is of an order from another supplier");
            } else {
                orders.put(id, found.order());
            }
        }
        wrong.refuse(PurchasingError.INVALID_LINES);
        return orders;
    }
}
