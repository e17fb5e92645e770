package erp.crm.leads;

import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.consents.ConsentBook;
import erp.crm.identity.Identifiers;
import erp.crm.identity.Key;
import erp.crm.identity.MergeableRecord.Made;
import erp.crm.identity.OnDuplicate;
import erp.crm.identity.Redirects;
import erp.crm.parties.Address;
import erp.crm.setup.Assignment;
import erp.crm.setup.Campaign;
import erp.crm.setup.Codes;
import erp.crm.setup.Representatives;
import erp.crm.setup.Source;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Keeps leads. */
final class LeadBook {
    private static final String TYPE = Lead.TYPE.type();

    /** Makes one, or finds the open one that has its keys. */
    Made<Lead> make(Tx tx, NewLead wanted, OnDuplicate onDuplicate) {
        check(tx, wanted, null);
        Lead lead = new Lead(tx.newId(), wanted, tx.now());
        if (onDuplicate == OnDuplicate.REFUSE) {
            Identifiers.claim(tx, Lead.TYPE, lead.getId(), lead.keys());
        } else {
            Optional<UUID> there =
                    Identifiers.claimOrFind(tx, Lead.TYPE, lead.getId(), lead.keys());
            if (there.isPresent()) {
                return new Made<>(
                        tx.require(Lead.class, there.get(), CrmError.LEAD_NOT_FOUND), false);
            }
        }
        if (lead.representative() == null) {
            Assignment.take(tx, lead.country(), lead.postalCode()).ifPresent(lead::assign);
        }
        tx.created(TYPE, lead, Map.of("name", lead.name()));
        return new Made<>(lead, true);
    }

    LeadView change(Tx tx, UUID id, NewLead wanted, LongConsumer expect) {
        Lead lead = Leads.RECORD.lock(tx, id, expect);
        lead.requireOpen();
        check(tx, wanted, lead);
        List<Key> before = lead.keys();
        lead.change(wanted);
        Identifiers.change(tx, Lead.TYPE, id, before, lead.keys());
        return left(tx, lead, "change", Map.of("name", lead.name()));
    }

    LeadView contact(Tx tx, UUID id, LongConsumer expect) {
        return become(tx, id, LeadState.CONTACTED, "contact", expect);
    }

    LeadView qualify(Tx tx, UUID id, LongConsumer expect) {
        return become(tx, id, LeadState.QUALIFIED, "qualify", expect);
    }

    /** Its keys may be another's by now. */
    LeadView reopen(Tx tx, UUID id, LongConsumer expect) {
        Lead lead = Leads.RECORD.lock(tx, id, expect);
        lead.become(LeadState.NEW, tx.now());
        Identifiers.claim(tx, Lead.TYPE, id, lead.keys());
        Identifiers.claimFree(tx, Lead.TYPE, id, keys(tx, lead));
        return left(tx, lead, "reopen", Map.of());
    }

    LeadView disqualify(Tx tx, UUID id, String reason, LongConsumer expect) {
        Lead lead = Leads.RECORD.lock(tx, id, expect);
        lead.disqualify(reason, tx.now());
        Identifiers.release(tx, id);
        return left(tx, lead, "disqualify", Map.of("reason", reason));
    }

    LeadView assign(Tx tx, UUID id, @Nullable UUID representative, LongConsumer expect) {
        Lead lead = Leads.RECORD.lock(tx, id, expect);
        lead.requireOpen();
        Representatives.require(tx, representative, lead.representative(), "/representativeId");
        if (representative == null) {
            Assignment.take(tx, lead.country(), lead.postalCode()).ifPresent(lead::assign);
        } else {
            lead.assign(representative);
        }
        UUID now = lead.representative();
        return left(tx, lead, "assign", now == null ? Map.of() : Map.of("representative", now));
    }

    Lead merge(Tx tx, Lead survivor, Lead duplicate) {
        UUID from = duplicate.getId();
        UUID to = survivor.getId();
        survivor.absorb(duplicate, tx.now());
        ConsentBook.merge(tx, Leads.subject(duplicate), Leads.subject(survivor));
        tx.changed(TYPE, duplicate, "merge-into", Map.of("lead", to));
        tx.changed(TYPE, survivor, "merge", Map.of("duplicate", from), new LeadsMerged(to, from));
        Redirects.shorten(tx, "crm_lead", from, to);
        Identifiers.move(tx, from, to);
        return survivor;
    }

    /** By what it is known again: its own keys, and those of leads that were merged into it. */
    static List<Key> keys(Tx tx, Lead lead) {
        List<Key> merged =
                tx
                        .session()
                        .createSelectionQuery("from Lead where mergedIntoId = :lead", Lead.class)
                        .setParameter("lead", lead.getId())
                        .getResultList()
                        .stream()
                        .flatMap(it -> it.keys().stream())
                        .toList();
        return Key.together(lead.keys(), merged);
    }

    private static LeadView become(
            Tx tx, UUID id, LeadState next, String action, LongConsumer expect) {
        Lead lead = Leads.RECORD.lock(tx, id, expect);
        lead.become(next, tx.now());
        return left(tx, lead, action, Map.of());
    }

    private static LeadView left(Tx tx, Lead lead, String action, Map<String, ?> detail) {
        tx.changed(TYPE, lead, action, detail);
        return lead.view();
    }

    /**
     * @param before the lead that is changed; null of a new one
     */
    private static void check(Tx tx, NewLead wanted, @Nullable Lead before) {
        UUID representative = before == null ? null : before.representative();
        String source = before == null ? null : before.source();
        String campaign = before == null ? null : before.campaign();
        Address.checkCountry(wanted.country());
        Representatives.require(tx, wanted.representativeId(), representative, "/representativeId");
        Codes.require(tx, Source.class, wanted.sourceCode(), source, "/sourceCode");
        Codes.require(tx, Campaign.class, wanted.campaignCode(), campaign, "/campaignCode");
    }
}
