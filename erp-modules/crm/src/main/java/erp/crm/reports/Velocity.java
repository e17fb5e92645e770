package erp.crm.reports;

import erp.core.sql.Sql;
import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** How fast opportunities go through a pipeline, by the changes that they left. */
final class Velocity {
    /**
     * A stay begins with a change to a stage while open, and ends with the next change; one that
     * goes on is counted as entered and has no length yet.
     */
    private static final String STAYS =
            """
            select s.code, s.name, count(*), sum(c.ended_at is not null),
                avg(timestampdiff(second, c.changed_at, c.ended_at)),
                sum(c.next_state = 'LOST'),
                sum(c.next_state = 'WON' or c.next_line > s.line_no)
            from (
                select c.to_stage_id, c.to_state, c.changed_at,
                    lead(c.changed_at) over one as ended_at,
                    lead(c.to_state) over one as next_state,
                    lead(t.line_no) over one as next_line
                from crm_stage_change c
                join crm_opportunity o on o.id = c.opportunity_id
                join crm_stage t on t.id = c.to_stage_id
                where o.company_id = ? and o.pipeline_id = ?
                window one as (partition by c.opportunity_id order by c.change_no)
            ) c
            join crm_stage s on s.id = c.to_stage_id
            where c.to_state = 'OPEN' and c.changed_at >= ? and c.changed_at < ?
            group by s.id, s.code, s.name, s.line_no order by s.line_no\
            """;

    private static final String CLOSED =
            """
            select count(*), coalesce(sum(state = 'WON'), 0),
                coalesce(sum(case when state = 'WON' then amount end), 0),
                avg(case when state = 'WON' then timestampdiff(second, created_at, closed_at) end)
            from crm_opportunity
            where company_id = ? and pipeline_id = ? and state <> 'OPEN' and closed_at >= ?
                and closed_at < ?\
            """;

    private static final BigDecimal DAY = BigDecimal.valueOf(86_400);
    private static final int DECIMALS = 2;

    private Velocity() {}

    /**
     * How long opportunities stay at a stage.
     *
     * @param entered stays that began
     * @param left stays that are over
     * @param advanced of these, how many went further on, or were won
     * @param lost of these, how many ended lost
     * @param averageDays of stays that are over; null where none is
     */
    record StageVelocity(
            String stage,
            String name,
            int entered,
            int left,
            int advanced,
            int lost,
            @Nullable BigDecimal averageDays) {}

    /**
     * A pipeline as a whole.
     *
     * @param closed won or lost
     * @param winRate share of these that was won, 0 to 1; null where none was closed
     * @param averageCycleDays from its beginning until it was won; null where none was
     * @param perDay what a day brings: won amounts, divided by the days that they took on average
     */
    record PipelineVelocity(
            List<StageVelocity> stages,
            int closed,
            int won,
            @Nullable BigDecimal winRate,
            Total wonAmount,
            @Nullable BigDecimal averageCycleDays,
            @Nullable Total perDay) {}

    /** Of what began or closed on the days from and to, both included, at the company. */
    static PipelineVelocity of(Tx tx, UUID pipeline, LocalDate from, LocalDate to) {
        Currency currency = tx.company().currency();
        ZoneId zone = tx.company().zone();
        Instant begin = Losses.begin(from, zone);
        Instant end = Losses.begin(to.plusDays(1), zone);
        List<Object> parameters = List.of(tx.companyId(), pipeline, begin, end);
        List<StageVelocity> stages = Sql.query(tx.session(), STAYS, parameters, Velocity::stage);
        return Sql.query(tx.session(), CLOSED, parameters, row -> whole(row, stages, currency))
                .getFirst();
    }

    private static StageVelocity stage(ResultSet row) throws SQLException {
        return new StageVelocity(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(7),
                row.getInt(6),
                days(row.getBigDecimal(5)));
    }

    private static PipelineVelocity whole(
            ResultSet row, List<StageVelocity> stages, Currency currency) throws SQLException {
        int closed = row.getInt(1);
        int won = row.getInt(2);
        BigDecimal amount = row.getBigDecimal(3);
        BigDecimal cycle = days(row.getBigDecimal(4));
        return new PipelineVelocity(
                stages,
                closed,
                won,
                closed == 0 ? null : share(won, closed),
                Total.rounded(amount, currency),
                cycle,
                cycle == null || cycle.signum() == 0
                        ? null
                        : Total.rounded(amount.divide(cycle, 10, RoundingMode.HALF_UP), currency));
    }

    private static BigDecimal share(int part, int whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal days(@Nullable BigDecimal seconds) {
        return seconds == null ? null : seconds.divide(DAY, DECIMALS, RoundingMode.HALF_UP);
    }
}
