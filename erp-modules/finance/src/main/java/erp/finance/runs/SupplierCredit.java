package erp.finance.runs;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Subledger;
import erp.finance.payments.PaymentMethod;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** What a supplier has credited, as those who pay see it. */
record SupplierCredit(UUID id, UUID supplier, String reference, Money unallocated) {
    private static final String SELECT =
            """
            select p.id, p.party_id, p.reference, p.unallocated
            from finance_payment p
            where p.company_id = ? and p.subledger = ? and p.method = ? and p.currency = ? and\
            """;

    /** Those of these suppliers of which something is left and that no draft uses, oldest first. */
    static List<SupplierCredit> open(
            Tx tx, Currency currency, Collection<UUID> suppliers, int most) {
        List<Object> parameters = parameters(tx, currency);
        parameters.addAll(suppliers);
        parameters.add(most);
        String sql =
                SELECT
                        + """
                         p.party_id in (%s) and p.unallocated > 0 and not exists (
                            select 1 from finance_payment_run_set_off s
                            join finance_payment_run r on r.id = s.run_id and r.state = 'DRAFT'
                            where s.credit_id = p.id)
                        order by p.payment_date, p.id limit ?\
                        """
                                .formatted(Sql.marks(suppliers.size()));
        return Sql.query(tx.session(), sql, parameters, row -> of(row, currency));
    }

    /** Those of these ids, locked by id until commit where that is asked for. */
    static List<SupplierCredit> of(Tx tx, Currency currency, Collection<UUID> ids, boolean lock) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Object> parameters = parameters(tx, currency);
        parameters.addAll(ids);
        String sql =
                SELECT
                        + " p.id in (%s) order by p.id".formatted(Sql.marks(ids.size()))
                        + (lock ? " for update" : "");
        return Sql.query(tx.session(), sql, parameters, row -> of(row, currency));
    }

    private static List<Object> parameters(Tx tx, Currency currency) {
        return new ArrayList<>(
                List.of(
                        tx.companyId(),
                        Subledger.PAYABLE.name(),
                        PaymentMethod.CREDIT.name(),
                        currency.getCurrencyCode()));
    }

    private static SupplierCredit of(ResultSet row, Currency currency) throws SQLException {
        return new SupplierCredit(
                Sql.uuid(row.getBytes(1)),
                Sql.uuid(row.getBytes(2)),
                row.getString(3),
                Money.rounded(row.getBigDecimal(4), currency));
    }
}
