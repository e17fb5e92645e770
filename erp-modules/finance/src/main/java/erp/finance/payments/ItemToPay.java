package erp.finance.payments;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Subledger;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What never changes of an open item.
 *
 * @param itemDate date of its document
 * @param entryDate of the entry that it was posted with; later than the document where the item was
 *     taken over from books that were kept elsewhere
 */
record ItemToPay(
        UUID id,
        UUID party,
        String sourceType,
        UUID sourceId,
        String currency,
        LocalDate itemDate,
        @Nullable LocalDate entryDate,
        @Nullable LocalDate owedAgain) {

    private static final String SELECT =
            """
            select i.id, i.party_id, i.source_type, i.source_id, i.currency, i.item_date,
              coalesce(e.entry_date, o.opening_date),
              (select max(a.allocation_date) from finance_allocation a
               where a.open_item_id = i.id and a.reverses_id is not null)
            from finance_open_item i
            left join finance_journal_entry e on e.company_id = i.company_id
              and e.source_type = i.source_type and e.source_id = i.source_id
              and e.posting = i.posting
            left join finance_opening o on o.company_id = i.company_id and i.source_type = ?
            where i.kind = ? and i.company_id = ? and\
            """;

    private static final String PAY =
            """
            update finance_open_item set open_amount = open_amount - ?, version = version + 1
            where id = ? and company_id = ? and open_amount >= ?\
            """;

    /** Those of these ids. */
    static List<ItemToPay> of(Tx tx, Subledger subledger, List<UUID> ids) {
        return query(tx, subledger, " i.id", List.of(), ids);
    }

    /** Those of these documents of one type. */
    static List<ItemToPay> of(Tx tx, Subledger subledger, String type, List<UUID> documents) {
        return query(tx, subledger, " i.source_type = ? and i.source_id", List.of(type), documents);
    }

    /** Pays a part of it; false where not so much is open. The item stays locked until commit. */
    boolean pay(Tx tx, Money part) {
        List<Object> parameters = List.of(part.amount(), id, tx.companyId(), part.amount());
        return Sql.update(tx.session(), PAY, parameters) == 1;
    }

    private static List<ItemToPay> query(
            Tx tx, Subledger subledger, String condition, List<String> values, List<UUID> ids) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(OpenItem.OPENED);
        parameters.add(subledger.name());
        parameters.add(tx.companyId());
        parameters.addAll(values);
        parameters.addAll(ids);
        return Sql.query(
                tx.session(),
                SELECT + condition + " in (" + Sql.marks(ids.size()) + ")",
                parameters,
                row ->
                        new ItemToPay(
                                Sql.uuid(row.getBytes(1)),
                                Sql.uuid(row.getBytes(2)),
                                row.getString(3),
                                Sql.uuid(row.getBytes(4)),
                                row.getString(5),
                                row.getObject(6, LocalDate.class),
                                row.getObject(7, LocalDate.class),
                                row.getObject(8, LocalDate.class)));
    }

    /**
     * The day from which on it is in the ledger and can be paid there; of what was taken back of it
     * the latest.
     */
    LocalDate owedFrom() {
        return Stream.of(itemDate, entryDate, owedAgain)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
