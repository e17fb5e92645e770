package erp.crm.activities;

import erp.core.ErpException;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.identity.References;
import erp.crm.leads.Lead;
import erp.crm.leads.LeadConverted;
import erp.crm.leads.LeadsMerged;
import erp.crm.opportunities.Opportunity;
import erp.crm.parties.Contacts;
import erp.crm.parties.ContactsMerged;
import erp.crm.parties.Organisations;
import erp.crm.parties.OrganisationsMerged;
import erp.crm.setup.Representatives;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** What is done with activities. */
public final class Activities {
    private Activities() {}

    static ActivityView add(Tx tx, NewActivity wanted) {
        check(tx, wanted, null);
        Activity activity = new Activity(tx.newId(), wanted, tx.now());
        tx.created(Activity.TYPE, activity, Map.of("kind", wanted.kind()));
        return activity.view(tx.today());
    }

    static ActivityView change(Tx tx, UUID id, NewActivity wanted, LongConsumer expect) {
        Activity activity = lock(tx, id, expect);
        check(tx, wanted, activity.representative());
        activity.change(wanted);
        tx.changed(Activity.TYPE, activity, "change", Map.of("due", wanted.dueDate()));
        return activity.view(tx.today());
    }

    static ActivityView close(
            Tx tx, UUID id, ActivityState as, @Nullable String outcome, LongConsumer expect) {
        Activity activity = lock(tx, id, expect);
        activity.close(as, outcome, tx.now());
        tx.changed(
                Activity.TYPE,
                activity,
                as == ActivityState.DONE ? "complete" : "cancel",
                Map.of());
        return activity.view(tx.today());
    }

    static ActivityView view(Tx tx, UUID id) {
        return tx.require(Activity.class, id, CrmError.ACTIVITY_NOT_FOUND).view(tx.today());
    }

    static List<ActivityView> views(Tx tx, List<Activity> activities) {
        LocalDate today = tx.today();
        return activities.stream().map(activity -> activity.view(today)).toList();
    }

    public static void follow(Tx tx, OrganisationsMerged merged) {
        move(tx, "organisation_id", merged.duplicate(), merged.organisation());
    }

    public static void follow(Tx tx, ContactsMerged merged) {
        move(tx, "contact_id", merged.duplicate(), merged.contact());
    }

    public static void follow(Tx tx, LeadsMerged merged) {
        move(tx, "lead_id", merged.duplicate(), merged.lead());
    }

    /** What is about a lead is about what has become of it too. */
    public static void follow(Tx tx, LeadConverted converted) {
        tx.flush();
        Sql.update(
                tx.session(),
                """
                update crm_activity
                set opportunity_id = coalesce(opportunity_id, ?),
                    organisation_id = coalesce(organisation_id, ?),
                    contact_id = coalesce(contact_id, ?), version = version + 1
                where company_id = ? and lead_id = ?\
                """,
                Arrays.asList(
                        converted.opportunity(),
                        converted.organisation(),
                        converted.contact(),
                        tx.companyId(),
                        converted.lead()));
    }

    private static void move(Tx tx, String column, UUID from, UUID to) {
        Sql.update(
                tx.session(),
                "update crm_activity set %1$s = ?, version = version + 1".formatted(column)
                        + " where company_id = ? and %s = ?".formatted(column),
                List.of(to, tx.companyId(), from));
    }

    private static void check(Tx tx, NewActivity wanted, @Nullable UUID representative) {
        CrmError.UNKNOWN_REFERENCE.refuseIf(
                Stream.of(
                                wanted.organisationId(),
                                wanted.contactId(),
                                wanted.leadId(),
                                wanted.opportunityId())
                        .allMatch(Objects::isNull),
                "/organisationId",
                "required",
                "is needed, or contactId, leadId or opportunityId");
        References.keep(tx, Lead.class, Lead.TYPE, wanted.leadId(), "/leadId");
        Organisations.keep(tx, wanted.organisationId(), "/organisationId");
        Contacts.keep(tx, wanted.contactId(), "/contactId");
        checkOpportunity(tx, wanted.opportunityId());
        Representatives.require(tx, wanted.representativeId(), representative, "/representativeId");
    }

    private static void checkOpportunity(Tx tx, @Nullable UUID id) {
        if (id == null) {
            return;
        }
        try {
            tx.require(Opportunity.class, id, CrmError.OPPORTUNITY_NOT_FOUND);
        } catch (ErpException e) {
            CrmError.UNKNOWN_REFERENCE.refuseIf(
                    e.code() == CrmError.OPPORTUNITY_NOT_FOUND,
                    "/opportunityId",
                    "unknown",
                    "names no opportunity");
            throw e;
        }
    }

    private static Activity lock(Tx tx, UUID id, LongConsumer expect) {
        Activity activity = tx.lock(Activity.class, id, CrmError.ACTIVITY_NOT_FOUND);
        expect.accept(activity.getVersion());
        return activity;
    }
}
