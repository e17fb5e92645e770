package erp.finance.periods;

import static erp.finance.common.FinancePermission.PERIODS_CLOSE;
import static erp.finance.common.FinancePermission.PERIODS_READ;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.http.Versioned;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Accounting periods over HTTP. */
public final class PeriodRoutes {
    private static final String PERIODS = "/api/v1/finance/periods";

    private final Periods periods = new Periods();

    private static final String YEARS = "/api/v1/finance/fiscal-years";

    /**
     * A fiscal year to be added, as monthly periods.
     *
     * @param fiscalYear a calendar year that it has days in; numbers are counted in it
     * @param startDate the day after the last period, if there is one
     * @param endDate its last day, at most 18 months; a year where it is left out
     */
    record NewFiscalYear(
            @Min(1000) @Max(9999) int fiscalYear,
            LocalDate startDate,
            @Nullable LocalDate endDate) {}

    /** A fiscal year and its periods. */
    record FiscalYearView(
            int fiscalYear, LocalDate startDate, LocalDate endDate, List<PeriodView> periods) {}

    /** A period as it is to be: next to the others, without gap or overlap. */
    record NewPeriod(
            @Min(1000) @Max(9999) int fiscalYear,
            @Min(1) @Max(366) int number,
            LocalDate startDate,
            LocalDate endDate) {
        private Timeline.Planned planned() {
            return new Timeline.Planned(fiscalYear, number, startDate, endDate);
        }
    }

    /**
     * A period of the fiscal year.
     *
     * @param openFrom nothing is posted before: the books were opened with the balances of that day
     */
    record PeriodView(
            UUID id,
            int fiscalYear,
            int number,
            LocalDate startDate,
            LocalDate endDate,
            PeriodState state,
            @Nullable Instant closedAt,
            @Nullable LocalDate openFrom,
            long version)
            implements Versioned {
        static PeriodView of(Period period) {
            return new PeriodView(
                    period.getId(),
                    period.getFiscalYear(),
                    period.getNumber(),
                    period.getStartDate(),
                    period.getEndDate(),
                    period.getState(),
                    period.getClosedAt(),
                    period.getOpenFrom(),
                    period.getVersion());
        }
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(calendar(), states()).<Endpoint<?>>flatMap(List::stream).toList();
    }

    private List<Endpoint<?>> calendar() {
        return List.of(
                Endpoint.get(PERIODS, "listPeriods", "All periods, oldest first")
                        .permission(PERIODS_READ)
                        .list(
                                Listing.of(Period.class)
                                        .equal("fiscalYear", "only periods of this year")
                                        .equal("state", "only periods in this state")
                                        .sort("startDate")
                                        .ordered("startDate")
                                        .whole()
                                        .as(PeriodView.class, PeriodView::of)),
                Endpoint.get(PERIODS + "/{id}", "getPeriod", "A period")
                        .permission(PERIODS_READ)
                        .answers(PeriodView.class)
                        .problems(FinanceError.PERIOD_NOT_FOUND)
                        .read((tx, call) -> reply(period(tx, call.id()))),
                Endpoint.post(PERIODS, "createPeriod", "Adds a period")
                        .body(NewPeriod.class)
                        .permission(PERIODS_CLOSE)
                        .creates(PeriodView.class)
                        .problems(FinanceError.INVALID_PERIOD)
                        .write(this::create),
                Endpoint.post(
                                YEARS,
                                "createFiscalYear",
                                "Adds the monthly periods of a year, from any day on")
                        .body(NewFiscalYear.class)
                        .permission(PERIODS_CLOSE)
                        .creates(FiscalYearView.class)
                        .problems(FinanceError.INVALID_PERIOD)
                        .write(this::createYear),
                Endpoint.put(PERIODS + "/{id}", "changePeriod", "Changes an unused period")
                        .body(NewPeriod.class)
                        .permission(PERIODS_CLOSE)
                        .versionNeeded()
                        .answers(PeriodView.class)
                        .problems(
                                FinanceError.PERIOD_NOT_FOUND,
                                FinanceError.PERIOD_STATE,
                                FinanceError.PERIOD_USED,
                                FinanceError.INVALID_PERIOD)
                        .write(this::change),
                Endpoint.delete(
                                PERIODS + "/{id}",
                                "removePeriod",
                                "Removes an unused period, the first or the last one")
                        .permission(PERIODS_CLOSE)
                        .answersNothing()
                        .problems(
                                FinanceError.PERIOD_NOT_FOUND,
                                FinanceError.PERIOD_STATE,
                                FinanceError.PERIOD_USED,
                                FinanceError.PERIOD_ORDER)
                        .write(this::remove));
    }

    private List<Endpoint<?>> states() {
        return List.of(
                Endpoint.post(PERIODS + "/{id}/close", "closePeriod", "Closes a period")
                        .permission(PERIODS_CLOSE)
                        .answers(PeriodView.class)
                        .problems(
                                FinanceError.PERIOD_NOT_FOUND,
                                FinanceError.PERIOD_STATE,
                                FinanceError.PERIOD_ORDER)
                        .write(this::close),
                Endpoint.post(PERIODS + "/{id}/reopen", "reopenPeriod", "Opens a period again")
                        .permission(PERIODS_CLOSE)
                        .answers(PeriodView.class)
                        .problems(
                                FinanceError.PERIOD_NOT_FOUND,
                                FinanceError.PERIOD_STATE,
                                FinanceError.PERIOD_ORDER)
                        .write(this::reopen));
    }

    private Reply createYear(Tx tx, Call<NewFiscalYear> call) {
        NewFiscalYear asked = call.body();
        List<PeriodView> made =
                periods.addYear(tx, asked.fiscalYear(), asked.startDate(), asked.endDate()).stream()
                        .map(PeriodView::of)
                        .toList();
        return Reply.created(
                PERIODS + "?fiscalYear=" + asked.fiscalYear(),
                new FiscalYearView(
                        asked.fiscalYear(), asked.startDate(), made.getLast().endDate(), made));
    }

    private Reply change(Tx tx, Call<NewPeriod> call) {
        return reply(periods.change(tx, call.id(), call.body().planned(), call::expectVersion));
    }

    private Reply remove(Tx tx, Call<Void> call) {
        periods.remove(tx, call.id(), call::expectVersion);
        return Reply.nothing();
    }

    private Reply create(Tx tx, Call<NewPeriod> call) {
        NewPeriod asked = call.body();
        UUID id =
                periods.add(
                        tx, asked.fiscalYear(), asked.number(), asked.startDate(), asked.endDate());
        return Reply.createdIn(PERIODS, PeriodView.of(period(tx, id)));
    }

    private Reply close(Tx tx, Call<Void> call) {
        call.expectVersion(period(tx, call.id()).getVersion());
        return reply(periods.close(tx, call.id()));
    }

    private Reply reopen(Tx tx, Call<Void> call) {
        call.expectVersion(period(tx, call.id()).getVersion());
        return reply(periods.reopen(tx, call.id()));
    }

    private static Period period(Tx tx, UUID id) {
        return tx.require(Period.class, id, FinanceError.PERIOD_NOT_FOUND);
    }

    private static Reply reply(Period period) {
        return Reply.ok(PeriodView.of(period));
    }
}
