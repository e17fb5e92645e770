package erp.production.planning;

import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.production.centres.WorkCentre;
import erp.production.centres.WorkCentres;
import erp.production.common.Limits;
import erp.production.common.ProductionError;
import erp.production.common.ProductionPermission;
import erp.production.routings.Operation;
import erp.production.routings.Routing;
import erp.production.routings.Routings;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Load per work centre and week, without limit of capacity. The operations of an order are spread
 * evenly over the days from its start to its due date, and each counts in the week in which it
 * begins; what should have been done before counts in the first week.
 */
public final class Load {
    private static final int USUAL_WEEKS = 12;
    private static final int MOST_WEEKS = 104;
    private static final BigDecimal MOST_HOURS = Limits.NUMBER.subtract(BigDecimal.ONE);

    /** One cell of the answer. */
    private record Cell(UUID centre, LocalDate week) {}

    /** So many hours of work somewhere in an order's span. */
    private record Work(
            UUID centre, BigDecimal hours, LocalDate start, LocalDate due, int no, int of) {
        LocalDate begins() {
            long days = ChronoUnit.DAYS.between(start, due);
            return start.plusDays(days * (no - 1) / of);
        }
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/v1/production/work-centre-load",
                                "getWorkCentreLoad",
                                "Hours that wait at each work centre in each week, and its"
                                        + " capacity")
                        .permission(ProductionPermission.PLANNING_READ)
                        .query("from", LocalDate.class, "in the first week; today where absent")
                        .query("weeks", Integer.class, "how many, 1 to 104; 12 where absent")
                        .query("workCentreId", UUID.class, "only this work centre")
                        .answers(LoadView.class)
                        .problems(ProductionError.INVALID_DATES)
                        .read(
                                (tx, call) ->
                                        Reply.ok(
                                                load(
                                                        tx,
                                                        call.query("from", LocalDate.class)
                                                                .orElseGet(tx::today),
                                                        call.query("weeks", Integer.class)
                                                                .orElse(USUAL_WEEKS),
                                                        call.query("workCentreId", UUID.class)
                                                                .map(List::of)
                                                                .orElse(List.of())))));
    }

    private static LoadView load(Tx tx, LocalDate from, int weeks, List<UUID> only) {
        ProductionError.INVALID_DATES.refuseIf(
                weeks < 1 || weeks > MOST_WEEKS, "?weeks", "range", "must be 1 to " + MOST_WEEKS);
        LocalDate first = monday(from);
        Map<Cell, BigDecimal> ordered = sum(ordered(tx), first);
        Map<Cell, BigDecimal> planned = sum(planned(tx), first);
        Map<UUID, WorkCentre> centres =
                only.isEmpty() ? WorkCentres.all(tx) : WorkCentres.of(tx, only);
        List<LoadView.Week> load = new ArrayList<>();
        centres.values().stream()
                .sorted((a, b) -> a.code().compareTo(b.code()))
                .forEach(
                        centre -> {
                            for (int i = 0; i < weeks; i++) {
                                load.add(week(centre, first.plusWeeks(i), ordered, planned));
                            }
                        });
        return new LoadView(first, weeks, load);
    }

    private static LoadView.Week week(
            WorkCentre centre,
            LocalDate monday,
            Map<Cell, BigDecimal> ordered,
            Map<Cell, BigDecimal> planned) {
        Cell cell = new Cell(centre.getId(), monday);
        BigDecimal capacity =
                centre.capacityHours()
                        .multiply(BigDecimal.valueOf(centre.calendar().inWeekOf(monday)));
        BigDecimal own = ordered.getOrDefault(cell, BigDecimal.ZERO);
        BigDecimal proposed = planned.getOrDefault(cell, BigDecimal.ZERO);
        return new LoadView.Week(
                centre.getId(),
                monday,
                shown(capacity),
                shown(own),
                shown(proposed),
                own.add(proposed).compareTo(capacity) > 0);
    }

    /** More hours than can be told are told as the most that can. */
    private static Quantity shown(BigDecimal hours) {
        return new Quantity(hours.min(MOST_HOURS));
    }

    private static Map<Cell, BigDecimal> sum(List<Work> work, LocalDate first) {
        Map<Cell, BigDecimal> hours = new HashMap<>();
        for (Work one : work) {
            LocalDate week = monday(one.begins());
            hours.merge(
                    new Cell(one.centre(), week.isBefore(first) ? first : week),
                    one.hours(),
                    BigDecimal::add);
        }
        return hours;
    }

    private static List<Work> ordered(Tx tx) {
        return Sql.query(
                tx.session(),
                """
                select p.work_centre_id, p.planned_hours - p.booked, o.start_date, o.due_date,
                    p.line_no, count(*) over (partition by o.id)
                from production_order o
                join production_order_operation p on p.company_id = o.company_id and p.order_id = o.id
                where o.company_id = ? and o.state in ('PLANNED', 'FIRMED', 'RELEASED', 'IN_PROGRESS')
                and p.planned_hours > p.booked\
                """,
                List.of(tx.companyId()),
                Load::work);
    }

    private static Work work(ResultSet row) throws SQLException {
        return new Work(
                Sql.uuid(row.getBytes(1)),
                row.getBigDecimal(2),
                row.getObject(3, LocalDate.class),
                row.getObject(4, LocalDate.class),
                row.getInt(5),
                Math.max(row.getInt(5), row.getInt(6)));
    }

    /** What was proposed and is not taken up; what older runs proposed does not count. */
    private static List<Work> planned(Tx tx) {
        Map<UUID, Routing> routings = Routings.all(tx);
        List<Work> work = new ArrayList<>();
        Sql.query(
                tx.session(),
                """
                select b.routing_id, p.quantity, p.start_date, p.due_date
                from production_planned_order p
                join production_bill b on b.company_id = p.company_id and b.id = p.bill_id
                join production_run r on r.company_id = p.company_id and r.id = p.run_id
                where p.company_id = ? and p.state = 'PLANNED' and r.state = 'DONE'
                and b.routing_id is not null
                and not exists (select 1 from production_run n where n.company_id = r.company_id
                    and n.warehouse_id = r.warehouse_id and n.state = 'DONE' and n.id > r.id)\
                """,
                List.of(tx.companyId()),
                row -> {
                    Routing routing = routings.get(Sql.uuid(row.getBytes(1)));
                    List<Operation> steps = routing == null ? List.of() : routing.operations();
                    for (Operation step : steps) {
                        work.add(
                                new Work(
                                        step.workCentre(),
                                        step.hours(row.getBigDecimal(2)),
                                        row.getObject(3, LocalDate.class),
                                        row.getObject(4, LocalDate.class),
                                        step.lineNo(),
                                        steps.size()));
                    }
                    return steps.size();
                });
        return work;
    }

    private static LocalDate monday(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
