package erp.finance.reports;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.finance.accounts.Subledger;
import erp.finance.payments.OpenItem;
import erp.finance.payments.Payments;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * What was open and unallocated at the end of a day: what is now, and what came off it since. So
 * the past costs what has happened since then, not what happened before. An item counts from the
 * day of its entry on, which for one of the old books is the opening's.
 */
final class AgedItems {
    private static final String OPEN =
            """
            select i.id, i.party_id, p.name, i.source_type, i.source_id, i.reference, i.item_date,
              i.due_date, greatest(datediff(?, i.due_date), 0), i.amount, sum(x.amount)
            from (select id as item_id, open_amount as amount from finance_open_item
                  where company_id = ? and kind = ? and open_amount > 0
                  union all
                  select open_item_id, amount from finance_allocation
                  where company_id = ? and allocation_date > ?
                  union all
                  select o.id, o.amount from finance_reversal r
                  join finance_open_item o on o.company_id = r.company_id
                    and o.source_type = r.document_type and o.source_id = r.document_id
                  where r.company_id = ? and r.reversal_date > ?) x
            join finance_open_item i on i.id = x.item_id
            join core_party p on p.id = i.party_id
            left join finance_journal_entry e on e.company_id = i.company_id
              and e.source_type = i.source_type and e.source_id = i.source_id
              and e.posting = i.posting
            left join finance_opening o on o.company_id = i.company_id and i.source_type = ?
            where i.kind = ? and coalesce(e.entry_date, o.opening_date, i.item_date) <= ?{party}
            group by i.id, i.party_id, p.name, i.source_type, i.source_id, i.reference, i.item_date,
              i.due_date, i.amount
            having sum(x.amount) <> 0
            order by i.due_date, i.id\
            """;

    private static final String UNALLOCATED =
            """
            select y.party_id, p.name, sum(x.amount)
            from (select id as payment_id, unallocated as amount from finance_payment
                  where company_id = ? and subledger = ? and unallocated > 0
                  union all
                  select payment_id, amount from finance_allocation
                  where company_id = ? and allocation_date > ?
                  union all
                  select o.id, o.amount from finance_reversal r
                  join finance_payment o on o.id = r.document_id and r.document_type = ?
                  where r.company_id = ? and r.reversal_date > ?) x
            join finance_payment y on y.id = x.payment_id
            join core_party p on p.id = y.party_id
            join finance_journal_entry e on e.company_id = y.company_id
              and e.source_type = ? and e.source_id = y.id and e.reversal_of is null
            where y.subledger = ? and e.entry_date <= ?{party}
            group by y.party_id, p.name having sum(x.amount) <> 0\
            """;

    /** Who owes or is owed. */
    record Party(UUID id, String name) implements Comparable<Party> {
        private static final Comparator<Party> ORDER =
                Comparator.comparing(Party::name).thenComparing(Party::id);

        @Override
        public int compareTo(Party other) {
            return ORDER.compare(this, other);
        }
    }

    /** What is paid or credited by a party and pays nothing. */
    record Rest(Party party, BigDecimal amount) {}

    /** What is open of a document. */
    record Open(
            UUID id,
            Party party,
            String sourceType,
            UUID sourceId,
            String reference,
            LocalDate date,
            LocalDate dueDate,
            int daysOverdue,
            BigDecimal amount,
            BigDecimal open) {
        Ageing.Item shown(String currency) {
            return new Ageing.Item(
                    id,
                    sourceType,
                    sourceId,
                    reference,
                    date,
                    dueDate,
                    daysOverdue,
                    Sum.of(amount, currency),
                    Sum.of(open, currency));
        }
    }

    private AgedItems() {}

    static List<Open> open(Tx tx, Subledger subledger, LocalDate date, @Nullable UUID party) {
        UUID company = tx.companyId();
        List<Object> parameters =
                new ArrayList<>(
                        List.of(
                                date,
                                company,
                                subledger.name(),
                                company,
                                date,
                                company,
                                date,
                                OpenItem.OPENED,
                                subledger.name(),
                                date));
        return Sql.query(
                tx.session(),
                OPEN.replace("{party}", narrowed(" and i.party_id = ?", party, parameters)),
                parameters,
                row ->
                        new Open(
                                Sql.uuid(row.getBytes(1)),
                                new Party(Sql.uuid(row.getBytes(2)), row.getString(3)),
                                row.getString(4),
                                Sql.uuid(row.getBytes(5)),
                                row.getString(6),
                                row.getObject(7, LocalDate.class),
                                row.getObject(8, LocalDate.class),
                                row.getInt(9),
                                row.getBigDecimal(10),
                                row.getBigDecimal(11)));
    }

    static List<Rest> unallocated(
            Tx tx, Subledger subledger, LocalDate date, @Nullable UUID party) {
        UUID company = tx.companyId();
        List<Object> parameters =
                new ArrayList<>(
                        List.of(
                                company,
                                subledger.name(),
                                company,
                                date,
                                Payments.PAYMENT,
                                company,
                                date,
                                Payments.PAYMENT,
                                subledger.name(),
                                date));
        return Sql.query(
                tx.session(),
                UNALLOCATED.replace("{party}", narrowed(" and y.party_id = ?", party, parameters)),
                parameters,
                row ->
                        new Rest(
                                new Party(Sql.uuid(row.getBytes(1)), row.getString(2)),
                                row.getBigDecimal(3)));
    }

    private static String narrowed(
            String condition, @Nullable UUID party, List<Object> parameters) {
        if (party == null) {
            return "";
        }
        parameters.add(party);
        return condition;
    }
}
