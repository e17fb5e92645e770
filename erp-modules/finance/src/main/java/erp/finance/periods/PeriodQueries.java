package erp.finance.periods;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads of periods. */
interface PeriodQueries {
    Session session();

    @HQL("from Period order by startDate")
    List<Period> periods();

    @HQL("from Period where startDate <= :date and endDate >= :date")
    List<Period> periodsAt(LocalDate date);

    @HQL("select max(postedAt) from JournalEntry where periodId = :period")
    List<Instant> lastPostedIn(UUID period);

    @HQL("select id from Opening")
    List<UUID> openings();
}
