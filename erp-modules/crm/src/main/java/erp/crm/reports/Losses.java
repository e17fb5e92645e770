package erp.crm.reports;

import erp.core.sql.Sql;
import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** Why opportunities were lost, and where. */
final class Losses {
    private static final String BY_REASON_AND_STAGE =
            """
            select o.lost_reason_code, r.name, s.pipeline_id, s.code, count(*), coalesce(sum(o.amount), 0)
            from crm_opportunity o
            join crm_lost_reason r on r.company_id = o.company_id and r.code = o.lost_reason_code
            join crm_stage s on s.id = o.stage_id
            where o.company_id = ? and o.state = 'LOST' and o.closed_at >= ? and o.closed_at < ?
                and (? is null or o.pipeline_id = ?)
            group by o.lost_reason_code, r.name, s.pipeline_id, s.code
            order by 6 desc, 5 desc, 1, 4\
            """;

    private Losses() {}

    /**
     * What was lost for a reason at a stage.
     *
     * @param amount of those of which it was known
     */
    record Loss(
            String reasonCode,
            String reason,
            UUID pipelineId,
            String stage,
            int opportunities,
            Total amount) {}

    /** Those of the days from and to, both included, at the company; the largest amount first. */
    static List<Loss> between(Tx tx, LocalDate from, LocalDate to, @Nullable UUID pipeline) {
        Currency currency = tx.company().currency();
        ZoneId zone = tx.company().zone();
        return Sql.query(
                tx.session(),
                BY_REASON_AND_STAGE,
                Arrays.asList(
                        tx.companyId(),
                        begin(from, zone),
                        begin(to.plusDays(1), zone),
                        pipeline,
                        pipeline),
                row ->
                        new Loss(
                                row.getString(1),
                                row.getString(2),
                                Sql.uuid(row.getBytes(3)),
                                row.getString(4),
                                row.getInt(5),
                                Total.rounded(row.getBigDecimal(6), currency)));
    }

    static Instant begin(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
