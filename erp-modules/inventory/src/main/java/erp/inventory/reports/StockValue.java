package erp.inventory.reports;

import erp.core.http.Tabular;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.finance.accounts.AccountRole;
import erp.finance.reports.RoleBalances;
import erp.finance.reports.Sum;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Quantity and value of every item at the end of a day: what there is now, less what came since. So
 * the past costs what has happened since then.
 *
 * @param total of all items
 * @param onAccount what the inventory account says
 */
record StockValue(LocalDate date, List<Row> items, Sum total, Sum onAccount) implements Tabular {
    private static final String SELECT =
            """
            select i.id, i.sku, i.name, i.unit, sum(x.quantity), sum(x.value)
            from (select y.item_id, y.quantity, y.value
                  from inventory_item n join inventory_layer y on y.item_id = n.id
                  where n.company_id = ?
                  union all
                  select m.item_id, -v.quantity, -v.value
                  from inventory_move m join inventory_valuation v on v.move_id = m.id
                  where m.company_id = ? and m.effective_date > ?) x
            join inventory_item i on i.id = x.item_id
            group by i.id, i.sku, i.name, i.unit
            having sum(x.quantity) <> 0 or sum(x.value) <> 0
            order by i.sku\
            """;

    /** An item. */
    record Row(UUID itemId, String sku, String name, String unit, Quantity quantity, Sum value) {}

    static StockValue of(Tx tx, LocalDate date) {
        String currency = tx.company().currency().getCurrencyCode();
        List<Row> rows =
                Sql.query(
                        tx.session(),
                        SELECT,
                        List.of(tx.companyId(), tx.companyId(), date),
                        row ->
                                new Row(
                                        Sql.uuid(row.getBytes(1)),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        new Quantity(row.getBigDecimal(5)),
                                        Sum.of(row.getBigDecimal(6), currency)));
        BigDecimal total =
                rows.stream().map(it -> it.value().cell()).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal account = RoleBalances.at(tx, AccountRole.INVENTORY, date);
        return new StockValue(date, rows, Sum.of(total, currency), Sum.of(account, currency));
    }

    @Override
    public Table table() {
        return new Table(
                List.of("sku", "name", "unit", "quantity", "currency", "value"),
                items.stream()
                        .map(
                                it ->
                                        List.<Object>of(
                                                it.sku(),
                                                it.name(),
                                                it.unit(),
                                                it.quantity().toDecimal().stripTrailingZeros(),
                                                it.value().currency(),
                                                it.value().cell()))
                        .toList());
    }
}
