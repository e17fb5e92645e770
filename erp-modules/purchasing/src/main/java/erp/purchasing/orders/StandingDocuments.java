package erp.purchasing.orders;

import erp.core.sql.Sql;
import erp.core.tx.Tx;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Counts anew what orders have of receipts or invoices after one was taken back: from those that
 * stand, so that one which was wrong in itself leaves nothing behind.
 */
public final class StandingDocuments {
    private static final String RECEIPTS =
            """
            select order_line_id, sum(quantity), sum(refused)
            from purchasing_receipt_line
            where order_line_id in (%s) and company_id = ?
              and receipt_id not in (select document_id from finance_reversal)
            group by order_line_id\
            """;

    private static final String INVOICES =
            """
            select l.order_line_id, sum(s.quantity), 0
            from purchasing_invoice_line l join sales_invoice_line s on s.order_line_id = l.id
            where l.order_line_id in (%s) and l.company_id = ?
              and s.invoice_id not in (select document_id from finance_reversal)
            group by l.order_line_id\
            """;

    private record Counted(BigDecimal quantity, BigDecimal refused) {
        static final Counted NONE = new Counted(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private StandingDocuments() {}

    /** Of an order that is locked. */
    public static void countReceipts(Tx tx, PurchaseOrder order) {
        Map<UUID, Counted> counted = counted(tx, RECEIPTS, order);
        for (PurchaseOrderLine line : order.lines()) {
            Counted one = counted.getOrDefault(line.getId(), Counted.NONE);
            line.receivedIs(one.quantity(), one.refused());
        }
        order.takenBack();
    }

    /** Of an order that is locked. */
    public static void countInvoices(Tx tx, PurchaseOrder order) {
        Map<UUID, Counted> counted = counted(tx, INVOICES, order);
        for (PurchaseOrderLine line : order.lines()) {
            line.invoicedIs(counted.getOrDefault(line.getId(), Counted.NONE).quantity());
        }
        order.takenBack();
    }

    private static Map<UUID, Counted> counted(Tx tx, String sql, PurchaseOrder order) {
        List<Object> parameters = new ArrayList<>();
        order.lines().forEach(line -> parameters.add(line.getId()));
        parameters.add(tx.companyId());
        Map<UUID, Counted> counted = new HashMap<>();
        Sql.query(
                tx.session(),
                sql.formatted(Sql.marks(order.lines().size())),
                parameters,
                row ->
                        counted.put(
                                Sql.uuid(row.getBytes(1)),
                                new Counted(row.getBigDecimal(2), row.getBigDecimal(3))));
        return counted;
    }
}
