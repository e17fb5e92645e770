package erp.finance.ledger;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.tax.TaxCode;
import erp.finance.tax.Taxed;

import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** What a posted entry says of tax. */
public final class PostedTaxes {
    private PostedTaxes() {}

    /** One for each tax code of the entry that was posted for the source, without its sign. */
    public static List<Taxed> of(
            Tx tx, String type, UUID document, String posting, Currency currency) {
        return Sql.query(
                tx.session(),
                """
                select c.id, c.code, c.rate, c.account_id, abs(t.base), abs(t.amount)
                from finance_journal_entry e
                join finance_tax_line t on t.entry_id = e.id
                join finance_tax_code c on c.id = t.tax_code_id
                where e.company_id = ? and e.source_type = ? and e.source_id = ? and e.posting = ?
                order by c.code\
                """,
                List.of(tx.companyId(), type, document, posting),
                row ->
                        new Taxed(
                                new TaxCode(
                                        Sql.uuid(row.getBytes(1)),
                                        row.getString(2),
                                        row.getBigDecimal(3).stripTrailingZeros(),
                                        Sql.uuid(row.getBytes(4))),
                                Money.rounded(row.getBigDecimal(5), currency),
                                Money.rounded(row.getBigDecimal(6), currency)));
    }
}
