package erp.crm.setup;

import erp.core.Violations;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.listing.Listing;
import erp.core.party.Parties;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;

import jakarta.persistence.LockModeType;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Keeps territories. */
final class Territories {
    private static final String TYPE = "crm.territory";

    private Territories() {}

    static List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("Territory", "/api/v1/crm/territories", Territory.View.class)
                .permissions(CrmPermission.SETUP_READ, CrmPermission.SETUP_WRITE)
                .absent(CrmError.TERRITORY_NOT_FOUND)
                .unique("uq_crm_territory_code", CrmError.TERRITORY_EXISTS, "/code", "is taken")
                .list(
                        "Territories, newest first",
                        Listing.of(Territory.class)
                                .equal("country", "only those of this country")
                                .sort("code")
                                .as(Territory.View.class, Territory::view))
                .create(
                        "Makes a territory",
                        NewTerritory.class,
                        Territories::add,
                        CrmError.UNKNOWN_REFERENCE)
                .get("One territory", (tx, id) -> require(tx, id).view())
                .change(
                        "Changes all of a territory but its code",
                        NewTerritory.class,
                        Territories::change,
                        CrmError.UNKNOWN_REFERENCE)
                .history(TYPE)
                .endpoints();
    }

    private static Territory.View add(Tx tx, NewTerritory wanted) {
        check(tx, wanted, List.of());
        Territory territory = new Territory(tx.newId(), wanted, tx::newId);
        return tx.created(TYPE, territory, Map.of("code", wanted.code())).view();
    }

    private static Territory.View change(Tx tx, UUID id, NewTerritory wanted, LongConsumer expect) {
        Territory territory = tx.lock(Territory.class, id, CrmError.TERRITORY_NOT_FOUND);
        expect.accept(territory.getVersion());
        Codes.requireSame(territory.code(), wanted.code());
        check(tx, wanted, territory.representatives());
        territory.change(wanted, tx::newId);
        tx.session().lock(territory, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        tx.changed(TYPE, territory, "change", Map.of("members", wanted.members().size()));
        return territory.view();
    }

    /**
     * @param before its members now, who may stay
     */
    private static void check(Tx tx, NewTerritory wanted, List<UUID> before) {
        Violations wrong = new Violations();
        wrong.addIf(
                wanted.country() != null && !Parties.isCountry(wanted.country()),
                "/country",
                "country",
                "must be an ISO 3166-1 country code such as \"DE\"");
        wrong.addIf(
                wanted.country() == null && wanted.postalPrefix() != null,
                "/postalPrefix",
                "country",
                "means nothing without a country");
        Set<UUID> seen = new HashSet<>();
        List<UUID> representatives = wanted.representatives();
        for (int i = 0; i < representatives.size(); i++) {
            wrong.addIf(
                    !seen.add(representatives.get(i)),
                    "/members/" + i + "/representativeId",
                    "duplicate",
                    "is a member already");
        }
        wrong.refuse(CrmError.UNKNOWN_REFERENCE);
        for (int i = 0; i < representatives.size(); i++) {
            UUID one = representatives.get(i);
            Representatives.require(
                    tx,
                    one,
                    before.contains(one) ? one : null,
                    "/members/" + i + "/representativeId");
        }
    }

    private static Territory require(Tx tx, UUID id) {
        return tx.require(Territory.class, id, CrmError.TERRITORY_NOT_FOUND);
    }
}
