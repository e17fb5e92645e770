package erp.finance.opening;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads of the opening run, and the removal of what a part is replaced by. */
interface OpeningQueries {
    Session session();

    @HQL("from OpeningLine where openingId = :opening and kind = :kind order by lineNo")
    List<OpeningLine> lines(UUID opening, OpeningKind kind);

    @HQL(
            "select new erp.finance.opening.OpeningSum(kind, accountId, side, count(*),"
                    + " sum(amount)) from OpeningLine where openingId = :opening group by kind,"
                    + " accountId, side")
    List<OpeningSum> sums(UUID opening);

    @HQL("select max(itemDate) from OpeningLine where openingId = :opening")
    List<LocalDate> lastItemDate(UUID opening);

    @HQL("select max(postedAt) from JournalEntry where entryDate <= :date")
    List<Instant> lastPostedUntil(LocalDate date);

    @HQL("delete from OpeningLine where openingId = :opening and kind = :kind")
    int remove(UUID opening, OpeningKind kind);

    @HQL(
            "select coalesce(sum(l.debit - l.credit), 0) from Account a join JournalLine l on"
                    + " l.accountId = a.id where a.role = 'OPENING_BALANCES'")
    BigDecimal cleared();
}
