package erp.crm.setup;

import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.LongConsumer;

/** Representatives over HTTP. */
final class RepresentativeRoutes {
    private static final String TYPE = "crm.representative";

    private final BiPredicate<Tx, UUID> users;

    /**
     * @param users whether there is such a user of the company, whom CRM does not know
     */
    RepresentativeRoutes(BiPredicate<Tx, UUID> users) {
        this.users = users;
    }

    List<Endpoint<?>> endpoints() {
        String path = "/api/v1/crm/representatives";
        return new MasterRecord<>("Representative", path, Representative.View.class)
                .permissions(CrmPermission.SETUP_READ, CrmPermission.SETUP_WRITE)
                .absent(CrmError.REPRESENTATIVE_NOT_FOUND)
                .unique(
                        "uq_crm_representative_code",
                        CrmError.REPRESENTATIVE_EXISTS,
                        "/code",
                        "is taken")
                .unique(
                        "uq_crm_representative_user",
                        CrmError.USER_TAKEN,
                        "/userId",
                        "is another's")
                .list(
                        "All representatives, newest first",
                        Listing.of(Representative.class)
                                .equal("active", "only those in use, or not in use any more")
                                .equal("userId", "who signs in as this user")
                                .prefix("codePrefix", "code", "only those whose code begins so")
                                .sort("code")
                                .as(Representative.View.class, Representative::show))
                .create(
                        "Adds one to the representatives",
                        NewRepresentative.class,
                        this::add,
                        CrmError.UNKNOWN_REFERENCE)
                .get("One of the representatives", (tx, id) -> require(tx, id).show())
                .change(
                        "Changes all but the code",
                        NewRepresentative.class,
                        this::change,
                        CrmError.UNKNOWN_REFERENCE)
                .history(TYPE)
                .endpoints();
    }

    private Representative.View add(Tx tx, NewRepresentative wanted) {
        check(tx, wanted);
        Representative made = new Representative(tx.newId(), wanted);
        return tx.created(TYPE, made, Map.of("code", wanted.code())).show();
    }

    private Representative.View change(
            Tx tx, UUID id, NewRepresentative wanted, LongConsumer expect) {
        Representative one = tx.lock(Representative.class, id, CrmError.REPRESENTATIVE_NOT_FOUND);
        expect.accept(one.getVersion());
        Codes.requireSame(one.code(), wanted.code());
        check(tx, wanted);
        one.change(wanted);
        UUID user = wanted.userId();
        tx.changed(
                TYPE,
                one,
                "change",
                user == null
                        ? Map.of("name", one.name(), "active", one.isActive())
                        : Map.of("name", one.name(), "active", one.isActive(), "user", user));
        return one.show();
    }

    private void check(Tx tx, NewRepresentative wanted) {
        UUID user = wanted.userId();
        CrmError.UNKNOWN_REFERENCE.refuseIf(
                user != null && !users.test(tx, user),
                "/userId",
                "unknown",
                "is no user of this company");
    }

    private static Representative require(Tx tx, UUID id) {
        return tx.require(Representative.class, id, CrmError.REPRESENTATIVE_NOT_FOUND);
    }
}
