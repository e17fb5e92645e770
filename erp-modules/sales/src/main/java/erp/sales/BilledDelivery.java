package erp.sales;

import erp.core.sql.Sql;
import erp.core.tx.Tx;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A delivery that an invoice bills. */
public record BilledDelivery(UUID id, LocalDate date) {
    /** Oldest first. */
    static List<BilledDelivery> of(Tx tx, UUID order, int invoiceOfOrder) {
        return Sql.query(
                tx.session(),
                """
                select id, delivery_date from sales_delivery
                where order_id = ? and invoice_of_order = ? and company_id = ?
                order by delivery_date, id\
                """,
                List.of(order, invoiceOfOrder, tx.companyId()),
                row ->
                        new BilledDelivery(
                                Sql.uuid(row.getBytes(1)), row.getObject(2, LocalDate.class)));
    }
}
