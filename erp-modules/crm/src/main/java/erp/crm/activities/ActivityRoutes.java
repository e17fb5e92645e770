package erp.crm.activities;

import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.value.MultiLine;
import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;
import erp.crm.setup.Representatives;

import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** Activities over HTTP. */
public final class ActivityRoutes {
    private static final String PATH = "/api/v1/crm/activities";

    private static final Listing<ActivityView> ALL =
            Representatives.owning(Listing.of(Activity.class))
                    .equal("state", "only those in this state")
                    .equal("kind", "only calls, mails, meetings or tasks")
                    .equal("organisationId", "only those about this organisation")
                    .equal("contactId", "only those about this contact")
                    .equal("leadId", "only those about this lead")
                    .equal("opportunityId", "only those about this opportunity")
                    .range("dueDate", "due")
                    .sort("due", "dueDate")
                    .asAll(ActivityView.class, Activities::views);

    private static final Listing<ActivityView> FEED =
            Representatives.owning(Listing.of(Activity.class))
                    .within(
                            "it.state = erp.crm.activities.ActivityState.OPEN"
                                    + " and it.dueDate <= :until")
                    .sort("due", "dueDate")
                    .ordered("due")
                    .asAll(ActivityView.class, Activities::views);

    private ActivityRoutes() {}

    /** What came of it. */
    record Completion(@Size(max = 2000) @Nullable @MultiLine String outcome) {}

    public static List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("Activity", PATH, ActivityView.class)
                .permissions(CrmPermission.ACTIVITIES_READ, CrmPermission.ACTIVITIES_WRITE)
                .absent(CrmError.ACTIVITY_NOT_FOUND)
                .list("Activities, newest first", ALL)
                .create(
                        "Plans an activity",
                        NewActivity.class,
                        Activities::add,
                        CrmError.UNKNOWN_REFERENCE,
                        CrmError.MERGED)
                .get("One activity", Activities::view)
                .change(
                        "Replaces what an open activity says",
                        NewActivity.class,
                        Activities::change,
                        CrmError.UNKNOWN_REFERENCE,
                        CrmError.MERGED,
                        CrmError.ACTIVITY_STATE)
                .history(Activity.TYPE)
                .action(
                        "cancel",
                        "Says that it will not be done",
                        (tx, id, expect) ->
                                Activities.close(tx, id, ActivityState.CANCELLED, null, expect),
                        CrmError.ACTIVITY_STATE)
                .also(completion())
                .also(feed())
                .endpoints();
    }

    private static Endpoint<?> completion() {
        return Endpoint.post(
                        PATH + "/{id}/complete",
                        "completeActivity",
                        "Says that it is done, and what came of it")
                .optionalBody(Completion.class)
                .permission(CrmPermission.ACTIVITIES_WRITE)
                .answers(ActivityView.class)
                .problems(CrmError.ACTIVITY_NOT_FOUND, CrmError.ACTIVITY_STATE)
                .write(
                        (tx, call) -> {
                            Completion said = call.bodyOrNull();
                            return Reply.ok(
                                    Activities.close(
                                            tx,
                                            call.id(),
                                            ActivityState.DONE,
                                            said == null ? null : said.outcome(),
                                            call::expectVersion));
                        });
    }

    /** What is overdue comes first. */
    private static Endpoint<?> feed() {
        return Endpoint.get(
                        "/api/v1/crm/activity-feed",
                        "listActivityFeed",
                        "Open activities that are overdue or due today, the oldest first")
                .permission(CrmPermission.ACTIVITIES_READ)
                .list(FEED, (tx, _) -> Map.of("until", tx.today()));
    }
}
