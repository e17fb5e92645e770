package erp.crm.opportunities;

import erp.core.Event;
import erp.core.Violations;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.crm.common.CrmError;
import erp.crm.parties.Contacts;
import erp.crm.parties.ContactsMerged;
import erp.crm.parties.Organisations;
import erp.crm.parties.OrganisationsMerged;
import erp.crm.setup.Campaign;
import erp.crm.setup.Codes;
import erp.crm.setup.LostReason;
import erp.crm.setup.Representatives;
import erp.crm.setup.Source;

import org.jspecify.annotations.Nullable;

import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** What is done with opportunities. */
public final class Opportunities {
    private final Offers offers;

    public Opportunities(Offers offers) {
        this.offers = offers;
    }

    /**
     * A new one, at its pipeline's first stage. Throws UNKNOWN_REFERENCE, MERGED, CURRENCY,
     * STAGE_GATE.
     *
     * @param lead that it is made of, if any: who had it and what brought it stay, used or not
     */
    public Opportunity open(Tx tx, NewOpportunity wanted, @Nullable UUID lead) {
        check(tx, wanted);
        if (lead == null) {
            checkSetup(tx, wanted, null);
        }
        Pipeline pipeline = Pipelines.keep(tx, wanted.pipelineId(), "/pipelineId");
        Opportunity opportunity = new Opportunity(tx, wanted, pipeline, lead);
        tx.created(Opportunity.TYPE, opportunity, Map.of("title", wanted.title()));
        tx.add(opportunity.opened(tx));
        return opportunity;
    }

    OpportunityView change(Tx tx, UUID id, NewOpportunity wanted, LongConsumer expect) {
        Opportunity opportunity = lock(tx, id, expect);
        CrmError.UNKNOWN_REFERENCE.refuseIf(
                wanted.pipelineId() != null && !wanted.pipelineId().equals(opportunity.pipeline()),
                "/pipelineId",
                "fixed",
                "cannot change");
        opportunity.requireOpen();
        if (!Objects.equals(wanted.organisationId(), opportunity.organisation())) {
            offers.requireNone(tx, opportunity);
        }
        check(tx, wanted);
        checkSetup(tx, wanted, opportunity);
        opportunity.change(wanted, Pipelines.keep(tx, opportunity.pipeline()));
        tx.changed(Opportunity.TYPE, opportunity, "change", Map.of("title", wanted.title()));
        return view(tx, opportunity);
    }

    OpportunityView move(Tx tx, UUID id, UUID stage, LongConsumer expect) {
        Opportunity opportunity = lock(tx, id, expect);
        Pipeline pipeline = Pipelines.keep(tx, opportunity.pipeline());
        Stage to = pipeline.stage(stage).orElse(null);
        CrmError.UNKNOWN_REFERENCE.refuseIf(
                to == null, "/stageId", "unknown", "names no stage of the pipeline");
        Stage known = Objects.requireNonNull(to);
        if (!known.getId().equals(opportunity.stage())) {
            StageChange change = opportunity.move(tx, known, pipeline);
            leave(tx, opportunity, change, "move", Map.of("stage", known.code()));
        }
        return view(tx, opportunity);
    }

    OpportunityView win(Tx tx, UUID id, LongConsumer expect) {
        Opportunity opportunity = lock(tx, id, expect);
        StageChange change = opportunity.win(tx, Pipelines.keep(tx, opportunity.pipeline()));
        Money amount =
                new Money(Objects.requireNonNull(opportunity.amount()), tx.company().currency());
        leave(
                tx,
                opportunity,
                change,
                "win",
                Map.of("amount", amount),
                new OpportunityWon(id, Objects.requireNonNull(opportunity.organisation()), amount));
        offers.win(tx, opportunity);
        return view(tx, opportunity);
    }

    OpportunityView lose(Tx tx, UUID id, Loss loss, LongConsumer expect) {
        Opportunity opportunity = lock(tx, id, expect);
        Codes.require(tx, LostReason.class, loss.reasonCode(), "/reasonCode");
        StageChange change = opportunity.lose(tx, loss.reasonCode(), loss.note());
        leave(
                tx,
                opportunity,
                change,
                "lose",
                Map.of("reason", loss.reasonCode()),
                new OpportunityLost(id, loss.reasonCode()));
        offers.lose(tx, opportunity, loss.reasonCode());
        return view(tx, opportunity);
    }

    OpportunityView reopen(Tx tx, UUID id, LongConsumer expect) {
        Opportunity opportunity = lock(tx, id, expect);
        StageChange change = opportunity.reopen(tx);
        leave(tx, opportunity, change, "reopen", Map.of(), new OpportunityReopened(id));
        return view(tx, opportunity);
    }

    OpportunityView order(Tx tx, UUID id, OrderWish wish, LongConsumer expect) {
        Opportunity opportunity = lock(tx, id, expect);
        offers.order(tx, opportunity, offers.buyer(tx, opportunity), wish);
        return view(tx, opportunity);
    }

    OpportunityView quote(Tx tx, UUID id, QuotationWish wish, LongConsumer expect) {
        Opportunity opportunity = lock(tx, id, expect);
        offers.quote(tx, opportunity, offers.buyer(tx, opportunity), wish);
        return view(tx, opportunity);
    }

    OpportunityView view(Tx tx, UUID id) {
        return view(tx, tx.require(Opportunity.class, id, CrmError.OPPORTUNITY_NOT_FOUND));
    }

    OpportunityView view(Tx tx, Opportunity opportunity) {
        return views(tx, List.of(opportunity)).getFirst();
    }

    /** In their order. */
    List<OpportunityView> views(Tx tx, List<Opportunity> opportunities) {
        Currency currency = tx.company().currency();
        Map<UUID, Stage> stages =
                opportunities.isEmpty()
                        ? Map.of()
                        : tx
                                .session()
                                .createSelectionQuery("from Stage where id in :ids", Stage.class)
                                .setParameter(
                                        "ids",
                                        opportunities.stream()
                                                .map(Opportunity::stage)
                                                .distinct()
                                                .toList())
                                .getResultList()
                                .stream()
                                .collect(Collectors.toMap(Stage::getId, Function.identity()));
        return opportunities.stream()
                .map(it -> it.view(Objects.requireNonNull(stages.get(it.stage())), currency))
                .toList();
    }

    /** What is for the one organisation is for the other from now on. */
    public static void follow(Tx tx, OrganisationsMerged merged) {
        move(tx, "organisation_id", merged.duplicate(), merged.organisation());
    }

    public static void follow(Tx tx, ContactsMerged merged) {
        move(tx, "contact_id", merged.duplicate(), merged.contact());
    }

    private static void move(Tx tx, String column, UUID from, UUID to) {
        Sql.update(
                tx.session(),
                "update crm_opportunity set %1$s = ?, version = version + 1".formatted(column)
                        + " where company_id = ? and %s = ?".formatted(column),
                List.of(to, tx.companyId(), from));
    }

    private static void leave(
            Tx tx,
            Opportunity opportunity,
            StageChange change,
            String action,
            Map<String, ?> detail,
            Event... events) {
        tx.add(change);
        Map<String, Object> more = new HashMap<>(detail);
        more.put("state", opportunity.state());
        tx.changed(Opportunity.TYPE, opportunity, action, more, events);
    }

    private static void check(Tx tx, NewOpportunity wanted) {
        if (wanted.amount() != null) {
            Violations wrong = new Violations();
            tx.company().checkCurrency(wanted.amount().currency(), "/amount/currency", wrong);
            wrong.refuse(CrmError.CURRENCY);
        }
        Organisations.keep(tx, wanted.organisationId(), "/organisationId");
        Contacts.keep(tx, wanted.contactId(), "/contactId");
    }

    /**
     * @param before the one that is changed; null of a new one
     */
    private static void checkSetup(Tx tx, NewOpportunity wanted, @Nullable Opportunity before) {
        UUID representative = before == null ? null : before.representative();
        String source = before == null ? null : before.source();
        String campaign = before == null ? null : before.campaign();
        Representatives.require(tx, wanted.representativeId(), representative, "/representativeId");
        Codes.require(tx, Source.class, wanted.sourceCode(), source, "/sourceCode");
        Codes.require(tx, Campaign.class, wanted.campaignCode(), campaign, "/campaignCode");
    }

    private static Opportunity lock(Tx tx, UUID id, LongConsumer expect) {
        Opportunity opportunity = tx.lock(Opportunity.class, id, CrmError.OPPORTUNITY_NOT_FOUND);
        expect.accept(opportunity.getVersion());
        return opportunity;
    }
}
