package erp.crm.setup;

import erp.core.Violations;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Keeps campaigns. */
final class Campaigns {
    private static final String TYPE = "crm.campaign";

    private Campaigns() {}

    static List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("Campaign", "/api/v1/crm/campaigns", Campaign.View.class)
                .permissions(CrmPermission.SETUP_READ, CrmPermission.SETUP_WRITE)
                .absent(CrmError.CAMPAIGN_NOT_FOUND)
                .unique("uq_crm_campaign_code", CrmError.CAMPAIGN_EXISTS, "/code", "is taken")
                .list(
                        "Campaigns, newest first",
                        Listing.of(Campaign.class)
                                .equal("active", "only those in use, or not in use any more")
                                .equal("channel", "only those by this channel")
                                .sort("code")
                                .asAll(Campaign.View.class, Campaigns::views))
                .create(
                        "Plans a campaign",
                        NewCampaign.class,
                        Campaigns::add,
                        CrmError.CURRENCY,
                        CrmError.INVALID_DATES)
                .get("One campaign", (tx, id) -> view(tx, require(tx, id)))
                .change(
                        "Changes all of a campaign but its code",
                        NewCampaign.class,
                        Campaigns::change,
                        CrmError.CURRENCY,
                        CrmError.INVALID_DATES,
                        CrmError.UNKNOWN_REFERENCE)
                .history(TYPE)
                .endpoints();
    }

    private static Campaign.View add(Tx tx, NewCampaign wanted) {
        check(tx, wanted);
        Campaign campaign = new Campaign(tx.newId(), wanted);
        return view(tx, tx.created(TYPE, campaign, Map.of("code", wanted.code())));
    }

    private static Campaign.View change(Tx tx, UUID id, NewCampaign wanted, LongConsumer expect) {
        Campaign campaign = tx.lock(Campaign.class, id, CrmError.CAMPAIGN_NOT_FOUND);
        expect.accept(campaign.getVersion());
        Codes.requireSame(campaign.code(), wanted.code());
        check(tx, wanted);
        campaign.change(wanted);
        tx.changed(TYPE, campaign, "change", Map.of("name", campaign.name()));
        return view(tx, campaign);
    }

    private static void check(Tx tx, NewCampaign wanted) {
        if (wanted.budget() != null) {
            Violations wrong = new Violations();
            tx.company().checkCurrency(wanted.budget().currency(), "/budget/currency", wrong);
            wrong.refuse(CrmError.CURRENCY);
        }
        CrmError.INVALID_DATES.refuseIf(
                wanted.endDate() != null && wanted.endDate().isBefore(wanted.startDate()),
                "/endDate",
                "order",
                "must not be before startDate");
    }

    private static List<Campaign.View> views(Tx tx, List<Campaign> campaigns) {
        Currency currency = tx.company().currency();
        return campaigns.stream().map(campaign -> campaign.show(currency)).toList();
    }

    private static Campaign.View view(Tx tx, Campaign campaign) {
        return campaign.show(tx.company().currency());
    }

    private static Campaign require(Tx tx, UUID id) {
        return tx.require(Campaign.class, id, CrmError.CAMPAIGN_NOT_FOUND);
    }
}
