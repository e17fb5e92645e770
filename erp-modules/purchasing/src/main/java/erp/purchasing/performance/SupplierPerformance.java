package erp.purchasing.performance;

import erp.core.sql.Sql;
import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * How well a supplier has delivered what was due in a time. Shares lie between 0 and 1; they are
 * null where there is nothing to count.
 *
 * @param lines of confirmed and closed orders that were due in that time
 * @param onTime share of the lines of which all came until the day that it was due
 * @param complete share of the lines of which all came at all
 * @param refused share of the pieces that came and were refused
 * @param returned share of the pieces taken in that were sent back
 * @param received what was received in that time and is invoiced, at the orders' prices in the
 *     company's currency; many documents may come to more than an amount holds
 * @param invoiced the same at the invoices' prices
 * @param priceDifference by which share that is more; negative where it is less
 */
public record SupplierPerformance(
        UUID supplierId,
        LocalDate from,
        LocalDate to,
        int lines,
        @Nullable BigDecimal onTime,
        @Nullable BigDecimal complete,
        @Nullable BigDecimal refused,
        @Nullable BigDecimal returned,
        BigDecimal received,
        BigDecimal invoiced,
        @Nullable BigDecimal priceDifference) {
    private static final int DIGITS = 4;

    private static final String LINES =
            """
            select count(*),
              sum(coalesce((select sum(r.quantity) from purchasing_receipt_line r
                  join purchasing_receipt d on d.id = r.receipt_id
                  where r.order_line_id = l.id and d.receipt_date <= l.due_date
                    and d.id not in (select document_id from finance_reversal)), 0) >= l.quantity),
              sum(l.received >= l.quantity), sum(l.received), sum(l.refused), sum(l.returned)
            from purchasing_order o
            join purchasing_order_line l on l.order_id = o.id
            where o.company_id = ? and o.supplier_id = ? and o.state in ('CONFIRMED', 'CLOSED')
              and l.due_date between ? and ?\
            """;

    private static final String PRICES =
            """
            select coalesce(sum(m.receipt_value), 0), coalesce(sum(m.invoice_value), 0)
            from purchasing_receipt d
            join purchasing_receipt_line r on r.receipt_id = d.id
            join purchasing_match m on m.receipt_line_id = r.id
            where d.company_id = ? and d.supplier_id = ? and d.receipt_date between ? and ?\
            """;

    private record Counts(
            int lines,
            BigDecimal onTime,
            BigDecimal complete,
            BigDecimal received,
            BigDecimal refused,
            BigDecimal returned) {}

    private record Prices(BigDecimal received, BigDecimal invoiced) {}

    static SupplierPerformance of(Tx tx, UUID supplier, LocalDate from, LocalDate to) {
        List<Object> parameters = List.of(tx.companyId(), supplier, from, to);
        Counts counts =
                Sql.query(
                                tx.session(),
                                LINES,
                                parameters,
                                row ->
                                        new Counts(
                                                row.getInt(1),
                                                orZero(row.getBigDecimal(2)),
                                                orZero(row.getBigDecimal(3)),
                                                orZero(row.getBigDecimal(4)),
                                                orZero(row.getBigDecimal(5)),
                                                orZero(row.getBigDecimal(6))))
                        .getFirst();
        Prices prices =
                Sql.query(
                                tx.session(),
                                PRICES,
                                parameters,
                                row -> new Prices(row.getBigDecimal(1), row.getBigDecimal(2)))
                        .getFirst();
        BigDecimal lines = BigDecimal.valueOf(counts.lines());
        return new SupplierPerformance(
                supplier,
                from,
                to,
                counts.lines(),
                share(counts.onTime(), lines),
                share(counts.complete(), lines),
                share(counts.refused(), counts.received().add(counts.refused())),
                share(counts.returned(), counts.received()),
                prices.received().stripTrailingZeros(),
                prices.invoiced().stripTrailingZeros(),
                share(prices.invoiced().subtract(prices.received()), prices.received()));
    }

    private static @Nullable BigDecimal share(BigDecimal part, BigDecimal of) {
        return of.signum() == 0
                ? null
                : part.divide(of, DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    private static BigDecimal orZero(@Nullable BigDecimal sum) {
        return sum == null ? BigDecimal.ZERO : sum;
    }
}
