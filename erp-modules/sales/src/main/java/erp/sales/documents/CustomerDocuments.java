package erp.sales.documents;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** Quotations, orders, deliveries and invoices of customers, as one row of events. */
public final class CustomerDocuments {
    private static final String QUOTATIONS =
            """
            select 'QUOTATION', id, number, state, total, created_at from sales_quotation
            where company_id = ? and customer_id in (%s) and created_at < ?
            order by created_at desc, id desc limit ?\
            """;

    private static final String ORDERS =
            """
            select 'ORDER', id, number, state, total, created_at from sales_order
            where company_id = ? and customer_id in (%s) and created_at < ?
            order by created_at desc, id desc limit ?\
            """;

    /** A delivery has no customer of its own: its order has. */
    private static final String DELIVERIES =
            """
            select 'DELIVERY', d.id, o.number, null, null, d.created_at from sales_delivery d
            join sales_order o on o.id = d.order_id
            where d.company_id = ? and o.customer_id in (%s) and d.source_type = 'sales.order'
                and d.created_at < ?
            order by d.created_at desc, d.id desc limit ?\
            """;

    private static final String INVOICES =
            """
            select 'INVOICE', id, order_number, null, total, created_at from sales_invoice
            where company_id = ? and customer_id in (%s) and source_type = 'sales.order'
                and created_at < ?
            order by created_at desc, id desc limit ?\
            """;

    private CustomerDocuments() {}

    /** The newest before that moment, newest first. */
    public static List<CustomerDocument> of(
            Tx tx, Collection<UUID> customers, Instant before, int most) {
        if (customers.isEmpty()) {
            return List.of();
        }
        List<CustomerDocument> found = new ArrayList<>();
        for (String query : List.of(QUOTATIONS, ORDERS, DELIVERIES, INVOICES)) {
            found.addAll(read(tx, query, customers, before, most));
        }
        found.sort(Comparator.comparing(CustomerDocument::at).reversed());
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }

    private static List<CustomerDocument> read(
            Tx tx, String query, Collection<UUID> customers, Instant before, int most) {
        Currency currency = tx.company().currency();
        List<Object> parameters = new ArrayList<>();
        parameters.add(tx.companyId());
        parameters.addAll(customers);
        parameters.add(before);
        parameters.add(most);
        return Sql.query(
                tx.session(),
                query.formatted(Sql.marks(customers.size())),
                parameters,
                row -> {
                    BigDecimal total = row.getBigDecimal(5);
                    return new CustomerDocument(
                            CustomerDocument.Kind.valueOf(row.getString(1)),
                            Sql.uuid(row.getBytes(2)),
                            row.getString(3),
                            row.getString(4),
                            total == null ? null : Money.rounded(total, currency),
                            row.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC));
                });
    }
}
