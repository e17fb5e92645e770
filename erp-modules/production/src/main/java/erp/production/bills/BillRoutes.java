package erp.production.bills;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.inventory.common.InventoryError;
import erp.production.common.ProductionError;
import erp.production.common.ProductionPermission;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Bills of material and product structures over HTTP. */
public final class BillRoutes {
    private static final String PATH = "/api/v1/production/bills";
    private static final String ITEMS = "/api/v1/production/items/{id}/";
    private static final Validity FROM_TODAY = new Validity(null, null);

    private static final Listing<BillSummary> LISTING =
            Listing.of(Bill.class)
                    .select(
                            BillSummary.class,
                            "id, itemId, versionNo, state, validFrom, validTo, quantity, phantom,"
                                    + " routingId, version")
                    .equal("itemId", "only bills of this item")
                    .equal("state", "only bills in this state")
                    .filter(
                            "validOn",
                            LocalDate.class,
                            "it.validFrom <= :validOn and (it.validTo is null or it.validTo >="
                                    + " :validOn)",
                            "only bills that are valid on this day")
                    .as(BillSummary.class);

    private final Bills bills;

    public BillRoutes(Bills bills) {
        this.bills = bills;
    }

    public List<Endpoint<?>> endpoints() {
        List<Endpoint<?>> endpoints = new ArrayList<>(master());
        endpoints.add(activate());
        endpoints.add(end());
        endpoints.addAll(reads());
        return List.copyOf(endpoints);
    }

    private List<Endpoint<?>> master() {
        return new MasterRecord<>("Bill", PATH, BillView.class)
                .permissions(ProductionPermission.MASTER_READ, ProductionPermission.MASTER_WRITE)
                .absent(ProductionError.BILL_NOT_FOUND)
                .list("Versions of bills of material, newest first", LISTING)
                .create(
                        "Drafts a version of a bill of material",
                        NewBill.class,
                        bills::draft,
                        InventoryError.UNKNOWN_ITEM,
                        InventoryError.INACTIVE_ITEM,
                        ProductionError.UNKNOWN_ROUTING,
                        ProductionError.INVALID_LINES,
                        ProductionError.BILL_CYCLE,
                        ProductionError.BILL_TOO_LARGE)
                .get("One version with its components and by-products", bills::bill)
                .history(Bill.TYPE)
                .change(
                        "Replaces what a draft says",
                        NewBill.class,
                        bills::change,
                        InventoryError.UNKNOWN_ITEM,
                        InventoryError.INACTIVE_ITEM,
                        ProductionError.UNKNOWN_ROUTING,
                        ProductionError.INVALID_LINES,
                        ProductionError.BILL_STATE,
                        ProductionError.BILL_CYCLE,
                        ProductionError.BILL_TOO_LARGE)
                .action(
                        "withdraw",
                        "Throws a draft away",
                        bills::withdraw,
                        ProductionError.BILL_STATE)
                .endpoints();
    }

    private Endpoint<?> activate() {
        return Endpoint.post(
                        PATH + "/{id}/activate",
                        "activateBill",
                        "Makes a draft valid; from then on only its last day changes")
                .optionalBody(Validity.class)
                .permission(ProductionPermission.MASTER_WRITE)
                .answers(BillView.class)
                .problems(
                        ProductionError.BILL_NOT_FOUND,
                        ProductionError.BILL_STATE,
                        ProductionError.INVALID_DATES,
                        ProductionError.BILL_OVERLAP,
                        ProductionError.BILL_CYCLE,
                        ProductionError.BILL_TOO_LARGE)
                .write(this::activated);
    }

    private Reply activated(Tx tx, Call<Validity> call) {
        Validity wanted = call.bodyOrNull();
        return Reply.ok(
                bills.activate(
                        tx, call.id(), wanted == null ? FROM_TODAY : wanted, call::expectVersion));
    }

    private Endpoint<?> end() {
        return Endpoint.post(
                        PATH + "/{id}/end", "endBill", "Says on which day a version is valid last")
                .body(LastDay.class)
                .permission(ProductionPermission.MASTER_WRITE)
                .answers(BillView.class)
                .problems(
                        ProductionError.BILL_NOT_FOUND,
                        ProductionError.BILL_STATE,
                        ProductionError.INVALID_DATES,
                        ProductionError.BILL_OVERLAP)
                .write(
                        (tx, call) ->
                                Reply.ok(
                                        bills.end(
                                                tx, call.id(), call.body(), call::expectVersion)));
    }

    private List<Endpoint<?>> reads() {
        return List.of(
                Endpoint.get(
                                ITEMS + "explosion",
                                "getItemExplosion",
                                "What one unit of an item is made of, all levels")
                        .permission(ProductionPermission.MASTER_READ)
                        .query("date", LocalDate.class, "of the versions; today where absent")
                        .answers(ExplosionView.class)
                        .problems(ProductionError.ITEM_NOT_FOUND, ProductionError.BILL_TOO_LARGE)
                        .read(
                                (tx, call) ->
                                        Reply.ok(bills.explosion(tx, call.id(), date(tx, call)))),
                Endpoint.get(
                                ITEMS + "where-used",
                                "getItemWhereUsed",
                                "What an item goes into, all levels")
                        .permission(ProductionPermission.MASTER_READ)
                        .query("date", LocalDate.class, "of the versions; today where absent")
                        .answers(WhereUsedView.class)
                        .problems(ProductionError.ITEM_NOT_FOUND, ProductionError.BILL_TOO_LARGE)
                        .read(
                                (tx, call) ->
                                        Reply.ok(bills.whereUsed(tx, call.id(), date(tx, call)))));
    }

    /** The day that a read asks for, or today. */
    public static LocalDate date(Tx tx, Call<?> call) {
        return call.query("date", LocalDate.class).orElseGet(tx::today);
    }
}
