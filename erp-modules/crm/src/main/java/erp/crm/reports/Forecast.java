package erp.crm.reports;

import erp.core.ErpException;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What open opportunities are expected to bring, and what they were expected to bring once. */
final class Forecast {
    /** Sums are exact; of a percentage of an amount in four decimals there are six. */
    private static final String PARTS =
            """
            select o.pipeline_id, o.close_date - interval (dayofmonth(o.close_date) - 1) day as month,
                count(*), sum(o.amount), sum(o.amount * s.probability) / 100
            from crm_opportunity o join crm_stage s on s.id = o.stage_id
            where o.company_id = ? and o.state = 'OPEN' and o.amount is not null
                and o.close_date is not null and (? is null or o.representative_id = ?)
            group by o.pipeline_id, month\
            """;

    private static final String LINES =
            """
            select pipeline_id, month, opportunities, amount, weighted from crm_forecast_line
            where company_id = ? and snapshot_id = ?\
            """;

    private Forecast() {}

    /** A month of a pipeline, exact. */
    record Part(
            UUID pipeline,
            LocalDate month,
            int opportunities,
            BigDecimal amount,
            BigDecimal weighted) {
        Part plus(Part other) {
            return new Part(
                    pipeline,
                    month,
                    opportunities + other.opportunities,
                    amount.add(other.amount),
                    weighted.add(other.weighted));
        }
    }

    /** As things are now, month after month. */
    static List<ForecastMonth> now(Tx tx, @Nullable UUID pipeline, @Nullable UUID representative) {
        return months(tx, parts(tx, representative), pipeline);
    }

    /**
     * As it was on a day: by the snapshot of that day or the last one before. Throws
     * SNAPSHOT_NOT_FOUND.
     */
    static Past at(Tx tx, LocalDate day, @Nullable UUID pipeline) {
        ForecastSnapshot snapshot =
                tx.session()
                        .createSelectionQuery(
                                "from ForecastSnapshot where snapshotDate <= :day"
                                        + " order by snapshotDate desc limit 1",
                                ForecastSnapshot.class)
                        .setParameter("day", day)
                        .uniqueResultOptional()
                        .orElseThrow(
                                () ->
                                        new ErpException(
                                                CrmError.SNAPSHOT_NOT_FOUND,
                                                "nothing was kept on %s or before",
                                                day));
        List<Part> kept =
                Sql.query(
                        tx.session(),
                        LINES,
                        List.of(tx.companyId(), snapshot.getId()),
                        row ->
                                new Part(
                                        Sql.uuid(row.getBytes(1)),
                                        row.getObject(2, LocalDate.class),
                                        row.getInt(3),
                                        row.getBigDecimal(4),
                                        row.getBigDecimal(5)));
        return new Past(snapshot, months(tx, kept, pipeline));
    }

    /** What was expected, and of which day that is. */
    record Past(ForecastSnapshot snapshot, List<ForecastMonth> months) {}

    /** Keeps what is expected today, unless it was kept today already. */
    static Optional<ForecastSnapshot> keep(Tx tx) {
        LocalDate today = tx.today();
        boolean there =
                tx.session()
                        .createSelectionQuery(
                                "select 1 from ForecastSnapshot where snapshotDate = :day",
                                Integer.class)
                        .setParameter("day", today)
                        .uniqueResultOptional()
                        .isPresent();
        if (there) {
            return Optional.empty();
        }
        ForecastSnapshot snapshot = tx.add(new ForecastSnapshot(tx, today));
        List<Part> parts = parts(tx, null);
        tx.beside(
                () -> parts.forEach(part -> tx.add(new ForecastLine(tx, snapshot.getId(), part))));
        tx.flush();
        return Optional.of(snapshot);
    }

    private static List<Part> parts(Tx tx, @Nullable UUID representative) {
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(tx.companyId());
        parameters.add(representative);
        parameters.add(representative);
        return Sql.query(
                tx.session(),
                PARTS,
                parameters,
                row ->
                        new Part(
                                Sql.uuid(row.getBytes(1)),
                                row.getObject(2, LocalDate.class),
                                row.getInt(3),
                                row.getBigDecimal(4),
                                row.getBigDecimal(5)));
    }

    private static List<ForecastMonth> months(
            Tx tx, Collection<Part> parts, @Nullable UUID pipeline) {
        Currency currency = tx.company().currency();
        Map<LocalDate, Part> months = new TreeMap<>();
        parts.stream()
                .filter(part -> pipeline == null || pipeline.equals(part.pipeline()))
                .forEach(part -> months.merge(part.month(), part, Part::plus));
        return months.values().stream()
                .map(
                        part ->
                                new ForecastMonth(
                                        part.month(),
                                        part.opportunities(),
                                        Total.rounded(part.amount(), currency),
                                        Total.rounded(part.weighted(), currency)))
                .toList();
    }
}
