package erp.crm.parties;

import erp.core.http.Endpoint;
import erp.core.listing.Listing;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;
import erp.crm.identity.Identifiers;
import erp.crm.identity.Key;
import erp.crm.identity.MergeableRecord;
import erp.crm.identity.MergeableRecord.Made;
import erp.crm.identity.OnDuplicate;
import erp.crm.identity.Redirects;
import erp.crm.identity.References;
import erp.crm.setup.Representatives;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Keeps organisations. */
public final class Organisations {
    private static final String TYPE = Organisation.TYPE.type();

    private static final MergeableRecord<Organisation, OrganisationView> RECORD =
            new MergeableRecord<>(
                    Organisation.class,
                    OrganisationView.class,
                    "Organisation",
                    Organisation.TYPE,
                    CrmError.ORGANISATION_NOT_FOUND,
                    CrmPermission.PARTIES_READ,
                    CrmPermission.PARTIES_WRITE,
                    Organisation::view);

    private Organisations() {}

    public static List<Endpoint<?>> endpoints() {
        return RECORD.begin("One organisation")
                .list(
                        "Organisations, newest first",
                        Representatives.owning(Listing.of(Organisation.class))
                                .equal("kind", "only companies, or only persons")
                                .prefix("namePrefix", "name", "only those whose name begins so")
                                .choice(
                                        "merged",
                                        Boolean.class,
                                        false,
                                        MERGED,
                                        "those that were merged into others, instead of the rest")
                                .sort("name")
                                .as(OrganisationView.class, Organisation::view))
                .also(
                        RECORD.creation(
                                "Makes an organisation, where it is not there already",
                                NewOrganisation.class,
                                Organisations::make,
                                CrmError.INVALID_PARTY,
                                CrmError.UNKNOWN_REFERENCE))
                .change(
                        "Replaces what is known of an organisation",
                        NewOrganisation.class,
                        Organisations::change,
                        CrmError.DUPLICATE,
                        CrmError.MERGED,
                        CrmError.INVALID_PARTY,
                        CrmError.UNKNOWN_REFERENCE)
                .also(
                        RECORD.merging(
                                "Makes one of two organisations: contacts, customers,"
                                        + " opportunities and activities move",
                                Organisations::merge))
                .endpoints();
    }

    /** The condition of lists for those that were merged, or were not. */
    static final java.util.function.Function<Boolean, String> MERGED =
            merged -> "it.mergedIntoId is " + (merged ? "not null" : "null");

    /** One that goes on, which a field names and nobody merges before commit. */
    public static @Nullable Organisation keep(Tx tx, @Nullable UUID id, String pointer) {
        return References.keep(tx, Organisation.class, Organisation.TYPE, id, pointer);
    }

    /** Makes one, or finds the one that has its keys. */
    static Made<Organisation> make(Tx tx, NewOrganisation wanted, OnDuplicate onDuplicate) {
        Representatives.require(tx, wanted.representativeId(), "/representativeId");
        return ensure(tx, wanted, List.of(), onDuplicate);
    }

    /**
     * The same for whoever has it already, who may sell no more.
     *
     * @param more keys that it has beside its own
     */
    public static Made<Organisation> ensure(
            Tx tx, NewOrganisation wanted, List<Key> more, OnDuplicate onDuplicate) {
        Address.checkCountry(wanted.country());
        Organisation organisation = new Organisation(tx.newId(), wanted, tx.now());
        List<Key> keys = Key.together(organisation.keys(), more);
        if (onDuplicate == OnDuplicate.REFUSE) {
            Identifiers.claim(tx, Organisation.TYPE, organisation.getId(), keys);
        } else {
            Optional<UUID> there =
                    Identifiers.claimOrFind(tx, Organisation.TYPE, organisation.getId(), keys);
            if (there.isPresent()) {
                return new Made<>(
                        tx.require(
                                Organisation.class, there.get(), CrmError.ORGANISATION_NOT_FOUND),
                        false);
            }
        }
        tx.created(TYPE, organisation, Map.of("name", organisation.name()));
        return new Made<>(organisation, true);
    }

    /**
     * Those of the keys by which an organisation is known: with another tax number it is another,
     * who has the same e-mail or phone.
     */
    public static List<Key> own(Tx tx, List<Key> keys) {
        List<Key> taxIds = Key.taxIds(keys);
        if (taxIds.isEmpty()) {
            return keys;
        }
        Set<UUID> same = Identifiers.owners(tx, Organisation.TYPE, taxIds);
        return keys.stream()
                .filter(
                        key ->
                                Identifiers.owners(tx, Organisation.TYPE, List.of(key)).stream()
                                        .allMatch(
                                                owner ->
                                                        same.contains(owner)
                                                                || !hasTaxId(tx, owner)))
                .toList();
    }

    private static boolean hasTaxId(Tx tx, UUID id) {
        Organisation organisation =
                tx.require(Organisation.class, id, CrmError.ORGANISATION_NOT_FOUND);
        return !Key.taxIds(organisation.keys()).isEmpty();
    }

    /**
     * Has one that is there already, locked, take over what it did not know of itself. All keys are
     * its then. Throws DUPLICATE where some are another's.
     *
     * @param more keys that it has beside its own
     */
    public static void complete(
            Tx tx, Organisation organisation, NewOrganisation wanted, List<Key> more) {
        Organisation as = new Organisation(tx.newId(), wanted, tx.now());
        List<Key> keys = Key.together(as.keys(), more);
        List<String> filled = organisation.complete(as);
        Identifiers.claim(tx, Organisation.TYPE, organisation.getId(), keys);
        if (!filled.isEmpty()) {
            tx.changed(TYPE, organisation, "complete", Map.of("filled", filled));
        }
    }

    private static OrganisationView change(
            Tx tx, UUID id, NewOrganisation wanted, LongConsumer expect) {
        Organisation organisation = RECORD.lock(tx, id, expect);
        Address.checkCountry(wanted.country());
        Representatives.require(
                tx, wanted.representativeId(), organisation.representative(), "/representativeId");
        List<Key> before = organisation.keys();
        organisation.change(wanted);
        Identifiers.change(tx, Organisation.TYPE, id, before, organisation.keys());
        tx.changed(TYPE, organisation, "change", Map.of("name", organisation.name()));
        return organisation.view();
    }

    private static Organisation merge(Tx tx, Organisation survivor, Organisation duplicate) {
        UUID from = duplicate.getId();
        UUID to = survivor.getId();
        survivor.absorb(duplicate);
        tx.changed(TYPE, duplicate, "merge-into", Map.of("organisation", to));
        tx.changed(
                TYPE,
                survivor,
                "merge",
                Map.of("duplicate", from),
                new OrganisationsMerged(to, from));
        Redirects.shorten(tx, "crm_organisation", from, to);
        Sql.update(
                tx.session(),
                "update crm_contact set organisation_id = ?, version = version + 1"
                        + " where company_id = ? and organisation_id = ?",
                List.of(to, tx.companyId(), from));
        CustomerLinks.move(tx, from, to);
        Identifiers.move(tx, from, to);
        return survivor;
    }
}
