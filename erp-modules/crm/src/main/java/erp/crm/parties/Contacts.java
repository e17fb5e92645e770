package erp.crm.parties;

import erp.core.http.Endpoint;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;
import erp.crm.consents.Channel;
import erp.crm.consents.ConsentBook;
import erp.crm.consents.ConsentBook.Speaker;
import erp.crm.consents.ConsentBook.Subject;
import erp.crm.identity.Identifiers;
import erp.crm.identity.Key;
import erp.crm.identity.MergeableRecord;
import erp.crm.identity.MergeableRecord.Made;
import erp.crm.identity.OnDuplicate;
import erp.crm.identity.Redirects;
import erp.crm.identity.References;
import erp.crm.setup.Campaign;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Keeps contacts. */
public final class Contacts {
    private static final String TYPE = Contact.TYPE.type();

    private static final MergeableRecord<Contact, ContactView> RECORD =
            new MergeableRecord<>(
                    Contact.class,
                    ContactView.class,
                    "Contact",
                    Contact.TYPE,
                    CrmError.CONTACT_NOT_FOUND,
                    CrmPermission.PARTIES_READ,
                    CrmPermission.PARTIES_WRITE,
                    Contact::view);

    private Contacts() {}

    public static List<Endpoint<?>> endpoints() {
        var record =
                RECORD.begin("One contact")
                        .list("Contacts, newest first", listing())
                        .also(
                                RECORD.creation(
                                        "Makes a contact, where it is not there already",
                                        NewContact.class,
                                        Contacts::make,
                                        CrmError.INVALID_PARTY,
                                        CrmError.MERGED,
                                        CrmError.UNKNOWN_REFERENCE))
                        .change(
                                "Replaces what is known of a contact; what it consents to stays",
                                NewContact.class,
                                Contacts::change,
                                CrmError.DUPLICATE,
                                CrmError.MERGED,
                                CrmError.INVALID_PARTY,
                                CrmError.UNKNOWN_REFERENCE)
                        .also(
                                RECORD.merging(
                                        "Makes one of two contacts: consents, opportunities and"
                                                + " activities move",
                                        Contacts::merge));
        record.also(recipients());
        ConsentBook.endpoints(RECORD, (_, contact) -> subject(contact), CrmPermission.PARTIES_WRITE)
                .forEach(record::also);
        return record.endpoints();
    }

    private static Listing<ContactView> listing() {
        return Listing.of(Contact.class)
                .equal("organisationId", "only those of this organisation")
                .prefix("namePrefix", "lastName", "only those whose last name begins so")
                .choice(
                        "reachableBy",
                        Channel.class,
                        null,
                        Contacts::consented,
                        "only those who consent to be reached so: who never did, or does no more,"
                                + " is left out")
                .choice(
                        "merged",
                        Boolean.class,
                        false,
                        Organisations.MERGED,
                        "those that were merged into others, instead of the rest")
                .sort("name", "lastName")
                .as(ContactView.class, Contact::view);
    }

    private static Endpoint<?> recipients() {
        String path = "/api/v1/crm/campaigns/{id}/recipients";
        return Endpoint.get(
                        path,
                        "listCampaignRecipients",
                        "Contacts who consent to be reached by the campaign's channel, with what"
                                + " they consent to alone; nobody where it has none to consent to")
                .permission(CrmPermission.PARTIES_READ)
                .problems(CrmError.CAMPAIGN_NOT_FOUND)
                .list(
                        Listing.of(Contact.class)
                                .within(REACHABLE)
                                .as(Recipient.class, Contact::recipient),
                        (tx, call) ->
                                Map.of(
                                        "channel",
                                        tx.require(
                                                        Campaign.class,
                                                        call.id(),
                                                        CrmError.CAMPAIGN_NOT_FOUND)
                                                .channel()
                                                .name()));
    }

    private static final String REACHABLE =
            "it.mergedIntoId is null and ("
                    + Arrays.stream(Channel.values())
                            .map(it -> "(:channel = '%s' and %s)".formatted(it, consented(it)))
                            .collect(Collectors.joining(" or "))
                    + ")";

    /** In HQL. */
    static String consented(Channel channel) {
        return "it.consents.%s = erp.crm.consents.ConsentState.GRANTED"
                .formatted(channel.name().toLowerCase(Locale.ROOT));
    }

    /** One that goes on, which a field names and nobody merges before commit. */
    public static @Nullable Contact keep(Tx tx, @Nullable UUID id, String pointer) {
        return References.keep(tx, Contact.class, Contact.TYPE, id, pointer);
    }

    /** Those that have any of these keys, as far as they are committed. */
    public static List<UUID> having(Tx tx, List<Key> keys) {
        return List.copyOf(Identifiers.owners(tx, Contact.TYPE, keys));
    }

    /** Locks a contact, or the one that it was merged into. Throws MERGED where that is now. */
    public static Contact lock(Tx tx, UUID id) {
        UUID survivor = tx.require(Contact.class, id, CrmError.CONTACT_NOT_FOUND).mergedInto();
        return RECORD.lock(tx, survivor == null ? id : survivor, _ -> {});
    }

    public static Subject subject(Contact contact) {
        return new Subject(Speaker.CONTACT, Contact.TYPE, contact, contact.consents());
    }

    /** Makes one, or finds the one that has its keys. */
    public static Made<Contact> make(Tx tx, NewContact wanted, OnDuplicate onDuplicate) {
        Address.checkCountry(wanted.country());
        Organisations.keep(tx, wanted.organisationId(), "/organisationId");
        Contact contact = new Contact(tx.newId(), wanted, tx.now());
        if (onDuplicate == OnDuplicate.REFUSE) {
            Identifiers.claim(tx, Contact.TYPE, contact.getId(), contact.keys());
        } else {
            Optional<UUID> there =
                    Identifiers.claimOrFind(tx, Contact.TYPE, contact.getId(), contact.keys());
            if (there.isPresent()) {
                return new Made<>(
                        tx.require(Contact.class, there.get(), CrmError.CONTACT_NOT_FOUND), false);
            }
        }
        tx.created(TYPE, contact, Map.of("name", contact.name()));
        return new Made<>(contact, true);
    }

    /**
     * Makes one, or completes the one that has its keys by what was not known of it; it is locked.
     * All keys are its then. Throws DUPLICATE where several have them.
     *
     * @param more keys that it has beside its own
     */
    public static Contact ensure(Tx tx, NewContact wanted, List<Key> more) {
        Address.checkCountry(wanted.country());
        Contact as = new Contact(tx.newId(), wanted, tx.now());
        List<Key> keys = Key.together(as.keys(), more);
        Optional<UUID> there = Identifiers.claimOrFind(tx, Contact.TYPE, as.getId(), keys);
        if (there.isEmpty()) {
            return tx.created(TYPE, as, Map.of("name", as.name()));
        }
        Contact contact = RECORD.lock(tx, there.get(), _ -> {});
        ContactView before = contact.view();
        contact.complete(as);
        Identifiers.claim(tx, Contact.TYPE, contact.getId(), keys);
        if (!contact.view().equals(before)) {
            tx.changed(TYPE, contact, "complete", Map.of("name", contact.name()));
        }
        return contact;
    }

    private static ContactView change(Tx tx, UUID id, NewContact wanted, LongConsumer expect) {
        Address.checkCountry(wanted.country());
        Organisations.keep(tx, wanted.organisationId(), "/organisationId");
        Contact contact = RECORD.lock(tx, id, expect);
        List<Key> before = contact.keys();
        contact.change(wanted);
        Identifiers.change(tx, Contact.TYPE, id, before, contact.keys());
        tx.changed(TYPE, contact, "change", Map.of("name", contact.name()));
        return contact.view();
    }

    private static Contact merge(Tx tx, Contact survivor, Contact duplicate) {
        UUID from = duplicate.getId();
        UUID to = survivor.getId();
        survivor.absorb(duplicate);
        ConsentBook.merge(tx, subject(duplicate), subject(survivor));
        tx.changed(TYPE, duplicate, "merge-into", Map.of("contact", to));
        tx.changed(
                TYPE, survivor, "merge", Map.of("duplicate", from), new ContactsMerged(to, from));
        Redirects.shorten(tx, "crm_contact", from, to);
        Identifiers.move(tx, from, to);
        return survivor;
    }
}
