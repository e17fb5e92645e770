package erp.crm.leads;

import erp.core.ErpException;
import erp.core.Violation;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.consents.ConsentBook;
import erp.crm.identity.Identifiers;
import erp.crm.identity.Key;
import erp.crm.identity.MergeableRecord.Made;
import erp.crm.identity.OnDuplicate;
import erp.crm.identity.References;
import erp.crm.opportunities.NewOpportunity;
import erp.crm.opportunities.Offers;
import erp.crm.opportunities.Opportunities;
import erp.crm.opportunities.Opportunity;
import erp.crm.opportunities.OrderWish;
import erp.crm.opportunities.QuotationWish;
import erp.crm.parties.Contact;
import erp.crm.parties.Contacts;
import erp.crm.parties.CustomerLinks;
import erp.crm.parties.NewOrganisation;
import erp.crm.parties.Organisation;
import erp.crm.parties.Organisations;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes an opportunity with a customer of a lead: once, whoever asks how often. What is there
 * already is found and linked, not copied; all of it is made in one transaction.
 */
public final class Conversions {
    private final Opportunities opportunities;
    private final Offers offers;
    private final CustomerLinks customers;

    public Conversions(Opportunities opportunities, Offers offers, CustomerLinks customers) {
        this.opportunities = opportunities;
        this.offers = offers;
        this.customers = customers;
    }

    /** What came of the lead, where anything did. */
    Optional<Conversion> of(Tx tx, UUID lead) {
        return tx.session()
                .createSelectionQuery("from Conversion where leadId = :lead", Conversion.class)
                .setParameter("lead", lead)
                .uniqueResultOptional();
    }

    /**
     * Converts a lead whose row is locked, or tells what came of it before. Throws LEAD_STATE,
     * DUPLICATE where its keys are several contacts', and what makes opportunity and order.
     */
    Conversion convert(Tx tx, Lead lead, NewConversion wanted) {
        Optional<Conversion> before = of(tx, lead.getId());
        if (before.isPresent()) {
            return before.get();
        }
        lead.requireOpen();
        List<Key> keys = LeadBook.keys(tx, lead);
        Identifiers.release(tx, lead.getId());
        Organisation organisation = organisation(tx, lead, keys, wanted.organisationId());
        Contact contact = lead.isPerson() ? contact(tx, lead, keys, organisation) : null;
        UUID customer = customers.customerOf(tx, organisation);
        Opportunity opportunity =
                opportunities.open(
                        tx,
                        new NewOpportunity(
                                wanted.title() == null ? lead.name() : wanted.title(),
                                wanted.pipelineId(),
                                wanted.amount(),
                                wanted.expectedClose(),
                                organisation.getId(),
                                contact == null ? null : contact.getId(),
                                lead.representative(),
                                lead.source(),
                                lead.campaign()),
                        lead.getId());
        tx.flush();
        QuotationWish quoted = wanted.quotation();
        UUID quotation =
                quoted == null
                        ? null
                        : within(
                                "/quotation",
                                () -> offers.quote(tx, opportunity, customer, quoted));
        OrderWish ordered = wanted.order();
        UUID order =
                ordered == null
                        ? null
                        : within("/order", () -> offers.order(tx, opportunity, customer, ordered));
        LeadConverted made =
                new LeadConverted(
                        lead.getId(),
                        organisation.getId(),
                        contact == null ? null : contact.getId(),
                        customer,
                        opportunity.getId());
        return keep(tx, lead, made, quotation, order);
    }

    private static Conversion keep(
            Tx tx, Lead lead, LeadConverted made, @Nullable UUID quotation, @Nullable UUID order) {
        lead.become(LeadState.CONVERTED, tx.now());
        Conversion conversion = tx.add(new Conversion(tx, made, quotation, order));
        tx.changed(
                Lead.TYPE.type(),
                lead,
                "convert",
                Map.of(
                        "opportunity", made.opportunity(),
                        "organisation", made.organisation(),
                        "customer", made.customer()),
                made);
        return conversion;
    }

    /**
     * The one that is named; that of the tax number; that of the person, if it is known; that of
     * e-mail or phone, which learns from the lead what was not known of it; else a new one. It is
     * locked: it may become a customer now.
     */
    private static Organisation organisation(
            Tx tx, Lead lead, List<Key> keys, @Nullable UUID named) {
        if (named != null) {
            return References.lock(
                    tx, Organisation.class, Organisation.TYPE, named, "/organisationId");
        }
        Optional<UUID> employer = employer(tx, lead, keys);
        if (employer.isPresent()) {
            return lock(tx, employer.get());
        }
        List<Key> own =
                Organisations.own(tx, lead.isReachedAsOrganisation() ? keys : Key.taxIds(keys));
        NewOrganisation wanted = lead.organisation(own);
        Made<Organisation> made = Organisations.ensure(tx, wanted, own, OnDuplicate.RETURN);
        if (made.isNew()) {
            return made.row();
        }
        Organisation there = lock(tx, made.row().getId());
        Organisations.complete(tx, there, wanted, own);
        return there;
    }

    /** Where the lead's person works, unless the lead says that it is of another organisation. */
    private static Optional<UUID> employer(Tx tx, Lead lead, List<Key> keys) {
        if (!lead.isPerson() || lead.taxId() != null) {
            return Optional.empty();
        }
        return Contacts.having(tx, personal(keys)).stream()
                .map(id -> tx.require(Contact.class, id, CrmError.CONTACT_NOT_FOUND))
                .flatMap(contact -> Stream.ofNullable(contact.organisation()))
                .map(id -> tx.require(Organisation.class, id, CrmError.ORGANISATION_NOT_FOUND))
                .filter(lead::mayBeOf)
                .map(Organisation::getId)
                .findFirst();
    }

    private static Organisation lock(Tx tx, UUID id) {
        Organisation organisation =
                tx.lock(Organisation.class, id, CrmError.ORGANISATION_NOT_FOUND);
        organisation.requireLive(tx, Organisation.TYPE);
        return organisation;
    }

    private static Contact contact(Tx tx, Lead lead, List<Key> keys, Organisation organisation) {
        tx.flush();
        Contact contact = Contacts.ensure(tx, lead.contact(organisation.getId()), personal(keys));
        ConsentBook.merge(tx, Leads.subject(lead), Contacts.subject(contact));
        return contact;
    }

    /** By what a person is known again. */
    private static List<Key> personal(List<Key> keys) {
        return keys.stream().filter(key -> key.kind() != Key.Kind.TAX_ID).toList();
    }

    /** What sales refuses of it is wrong in that part of this body. */
    private static UUID within(String part, Supplier<UUID> asked) {
        try {
            return asked.get();
        } catch (ErpException e) {
            List<Violation> within =
                    e.violations().stream()
                            .map(it -> new Violation(part + it.pointer(), it.code(), it.message()))
                            .toList();
            throw new ErpException(e.code(), within, String.valueOf(e.getMessage()), e);
        }
    }
}
