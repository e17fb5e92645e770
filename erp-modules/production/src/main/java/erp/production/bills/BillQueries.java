package erp.production.bills;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads of bills. Hibernate adds the company to each. */
interface BillQueries {
    Session session();

    @HQL("from Bill b join fetch b.lines where b.id = :id")
    SelectionQuery<Bill> bill(UUID id);

    @HQL("select coalesce(max(versionNo), 0) from Bill where itemId = :item")
    int lastVersion(UUID item);

    /** Versions in that state that are valid on the day. */
    @HQL(
            "from Bill b join fetch b.lines where b.itemId in :items and b.state = :state and"
                    + " b.validFrom <= :date and (b.validTo is null or b.validTo >= :date) order by"
                    + " b.itemId")
    List<Bill> validOn(List<UUID> items, BillState state, LocalDate date);

    @HQL(
            "from Bill b join fetch b.lines where b.state = :state order by b.itemId,"
                    + " b.validFrom")
    List<Bill> inState(BillState state);

    /** Those of them that use one of these items as a component. */
    @HQL(
            "from Bill b join fetch b.lines where b.state = :state and b.validFrom <= :date and"
                    + " (b.validTo is null or b.validTo >= :date) and exists (select 1 from Bill o"
                    + " join o.lines l where o.id = b.id and l.itemId in :items and l.kind = :kind)"
                    + " order by b.itemId")
    List<Bill> using(List<UUID> items, LineKind kind, BillState state, LocalDate date);

    /** Versions of the item in that state, other than this, valid on a day of that span. */
    @HQL(
            "select versionNo from Bill where itemId = :item and id <> :but and state = :state and"
                    + " validFrom <= :to and (validTo is null or validTo >= :from) order by"
                    + " versionNo")
    List<Integer> overlapping(UUID item, UUID but, BillState state, LocalDate from, LocalDate to);
}
