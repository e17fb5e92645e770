package erp.crm.reports;

import erp.core.ErpException;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;
import erp.crm.opportunities.Pipeline;
import erp.crm.parties.Organisation;
import erp.sales.Sales;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reports over HTTP. */
public final class ReportRoutes {
    private static final String REPORTS = "/api/v1/crm/reports";
    private static final String SNAPSHOTS = "/api/v1/crm/forecast-snapshots";
    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final Timeline timeline;

    public ReportRoutes(Sales sales) {
        this.timeline = new Timeline(sales);
    }

    /** What is expected, by month, and of which day that is. */
    record ForecastReport(LocalDate date, List<ForecastMonth> months) {}

    /** Losses of some days. */
    record LossReport(LocalDate from, LocalDate to, List<Losses.Loss> losses) {}

    /** Results of all campaigns, in the order of their codes. */
    record CampaignReport(List<CampaignResults.Result> campaigns) {}

    public static List<Class<?>> entities() {
        return List.of(ForecastSnapshot.class, ForecastLine.class);
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(
                forecast(), losses(), velocity(), campaigns(), snapshots(), snapshot(), timeline());
    }

    private Endpoint<?> forecast() {
        return Endpoint.get(
                        REPORTS + "/forecast",
                        "getForecast",
                        "What open opportunities are expected to bring, by month of closing")
                .permission(CrmPermission.REPORTS_READ)
                .query(
                        "at",
                        LocalDate.class,
                        "as it was then, by the last snapshot of that day or before; now where"
                                + " absent")
                .query("pipelineId", UUID.class, "only of this pipeline")
                .query(
                        "representativeId",
                        UUID.class,
                        "only of this representative; snapshots do not know them")
                .answers(ForecastReport.class)
                .problems(CrmError.SNAPSHOT_NOT_FOUND)
                .read(ReportRoutes::forecast);
    }

    private static Reply forecast(Tx tx, Call<Void> call) {
        UUID pipeline = call.query("pipelineId", UUID.class).orElse(null);
        UUID representative = call.query("representativeId", UUID.class).orElse(null);
        LocalDate at = call.query("at", LocalDate.class).orElse(null);
        if (at == null) {
            return Reply.ok(
                    new ForecastReport(tx.today(), Forecast.now(tx, pipeline, representative)));
        }
        refuse(representative != null, "?representativeId", "at", "is not known of the past");
        Forecast.Past past = Forecast.at(tx, at, pipeline);
        return Reply.ok(new ForecastReport(past.snapshot().date(), past.months()));
    }

    private Endpoint<?> losses() {
        return Endpoint.get(
                        REPORTS + "/losses",
                        "getLosses",
                        "What was lost, by reason and stage, the largest amount first")
                .permission(CrmPermission.REPORTS_READ)
                .query("from", LocalDate.class, "lost on this day or later; a year ago if absent")
                .query("to", LocalDate.class, "lost on this day or before; today if absent")
                .query("pipelineId", UUID.class, "only of this pipeline")
                .answers(LossReport.class)
                .problems(CrmError.INVALID_QUERY)
                .read(
                        (tx, call) -> {
                            Days days = Days.of(tx, call);
                            UUID pipeline = call.query("pipelineId", UUID.class).orElse(null);
                            return Reply.ok(
                                    new LossReport(
                                            days.from(),
                                            days.to(),
                                            Losses.between(tx, days.from(), days.to(), pipeline)));
                        });
    }

    private Endpoint<?> velocity() {
        return Endpoint.get(
                        "/api/v1/crm/pipelines/{id}/velocity",
                        "getPipelineVelocity",
                        "How long opportunities stay at each stage, and what a day brings")
                .permission(CrmPermission.REPORTS_READ)
                .query("from", LocalDate.class, "begun or closed from there; a year ago if absent")
                .query("to", LocalDate.class, "begun or closed until then; today if absent")
                .answers(Velocity.PipelineVelocity.class)
                .problems(CrmError.PIPELINE_NOT_FOUND, CrmError.INVALID_QUERY)
                .read(
                        (tx, call) -> {
                            Days days = Days.of(tx, call);
                            UUID pipeline =
                                    tx.require(
                                                    Pipeline.class,
                                                    call.id(),
                                                    CrmError.PIPELINE_NOT_FOUND)
                                            .getId();
                            return Reply.ok(Velocity.of(tx, pipeline, days.from(), days.to()));
                        });
    }

    private Endpoint<?> campaigns() {
        return Endpoint.get(
                        REPORTS + "/campaigns",
                        "getCampaignResults",
                        "What each campaign has brought: leads, opportunities, money")
                .permission(CrmPermission.REPORTS_READ)
                .answers(CampaignReport.class)
                .read((tx, _) -> Reply.ok(new CampaignReport(CampaignResults.all(tx))));
    }

    private Endpoint<?> snapshots() {
        return Endpoint.get(SNAPSHOTS, "listForecastSnapshots", "Snapshots, newest first")
                .permission(CrmPermission.REPORTS_READ)
                .list(
                        Listing.of(ForecastSnapshot.class)
                                .range("snapshotDate", "taken")
                                .sort("date", "snapshotDate")
                                .as(ForecastSnapshot.View.class, ForecastSnapshot::view));
    }

    private Endpoint<?> snapshot() {
        return Endpoint.post(
                        SNAPSHOTS,
                        "createForecastSnapshot",
                        "Keeps what is expected now; the ERP does so by itself once a day")
                .permission(CrmPermission.REPORTS_WRITE)
                .creates(ForecastSnapshot.View.class)
                .unique(
                        "uq_crm_forecast_snapshot_date",
                        CrmError.SNAPSHOT_EXISTS,
                        "",
                        "there is one of today already")
                .write(
                        (tx, _) -> {
                            ForecastSnapshot.View kept =
                                    Forecast.keep(tx)
                                            .orElseThrow(
                                                    () ->
                                                            new ErpException(
                                                                    CrmError.SNAPSHOT_EXISTS,
                                                                    "there is one of today"))
                                            .view();
                            String path = REPORTS + "/forecast?at=" + kept.date();
                            return Reply.created(path, kept).etag(kept.version());
                        });
    }

    private Endpoint<?> timeline() {
        return Endpoint.get(
                        Organisation.TYPE.path() + "/{id}/timeline",
                        "getOrganisationTimeline",
                        "What happened with an organisation in all modules that the caller may"
                                + " see, newest first")
                .permission(CrmPermission.PARTIES_READ)
                .query("before", Instant.class, "only what happened before; now where absent")
                .query("limit", Integer.class, "how many at most, 1 to 200; 50 where absent")
                .answers(Timeline.Part.class)
                .problems(CrmError.ORGANISATION_NOT_FOUND)
                .read(this::timeline);
    }

    private Reply timeline(Tx tx, Call<Void> call) {
        int limit = call.query("limit", Integer.class).orElse(USUAL);
        refuse(limit < 1 || limit > MOST, "?limit", "range", "must be 1 to " + MOST);
        UUID id =
                tx.require(Organisation.class, call.id(), CrmError.ORGANISATION_NOT_FOUND).getId();
        Instant before = call.query("before", Instant.class).orElse(tx.now().plusSeconds(1));
        return Reply.ok(timeline.of(tx, id, before, limit));
    }

    /** Days that a report is of, both included. */
    private record Days(LocalDate from, LocalDate to) {
        static Days of(Tx tx, Call<Void> call) {
            LocalDate to = call.query("to", LocalDate.class).orElse(tx.today());
            LocalDate from = call.query("from", LocalDate.class).orElse(to.minusYears(1));
            refuse(to.isBefore(from), "?to", "order", "must not be before from");
            return new Days(from, to);
        }
    }

    private static void refuse(boolean wrong, String pointer, String rule, String message) {
        CrmError.INVALID_QUERY.refuseIf(wrong, pointer, rule, message);
    }
}
