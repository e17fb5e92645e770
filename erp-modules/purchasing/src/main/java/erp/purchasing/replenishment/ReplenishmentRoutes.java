package erp.purchasing.replenishment;

import static erp.purchasing.common.PurchasingPermission.REQUISITIONS_READ;
import static erp.purchasing.common.PurchasingPermission.REQUISITIONS_WRITE;

import erp.core.ErrorCode;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.inventory.common.InventoryError;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.requisitions.RequisitionRoutes;
import erp.purchasing.requisitions.RequisitionView;

import java.util.List;
import java.util.UUID;

/** Rules of when to buy, and what they propose, over HTTP. */
public final class ReplenishmentRoutes {
    private static final String PROPOSALS = "/api/v1/purchasing/replenishment";

    private static final Listing<ReorderRuleView> RULES =
            Listing.of(ReorderRule.class)
                    .equal("warehouseId", "only of this warehouse")
                    .equal("itemId", "only of this item")
                    .as(ReorderRuleView.class, ReorderRule::view);

    private final ReorderRules rules;
    private final Replenishment replenishment;

    /** What should be bought now. */
    record Proposals(List<Proposal> items) {}

    /** The warehouse that is to be full again. */
    record Refill(UUID warehouseId) {}

    public ReplenishmentRoutes(ReorderRules rules, Replenishment replenishment) {
        this.rules = rules;
        this.replenishment = replenishment;
    }

    public List<Endpoint<?>> endpoints() {
        return new MasterRecord<>(
                        "ReorderRule", "/api/v1/purchasing/reorder-rules", ReorderRuleView.class)
                .permissions(REQUISITIONS_READ, REQUISITIONS_WRITE)
                .absent(PurchasingError.REORDER_RULE_NOT_FOUND)
                .unique(
                        "uq_purchasing_reorder_rule_item",
                        PurchasingError.REORDER_RULE_EXISTS,
                        "/itemId",
                        "has a rule in that warehouse already")
                .list("When to buy how much, newest first", RULES)
                .create(
                        "Says when to buy how much of an item for a warehouse",
                        NewReorderRule.class,
                        rules::add,
                        problems())
                .get("When to buy how much of an item", rules::view)
                .change(
                        "Replaces when to buy how much",
                        NewReorderRule.class,
                        rules::change,
                        problems())
                .history(ReorderRules.TYPE)
                .also(proposed())
                .also(requested())
                .endpoints();
    }

    private Endpoint<?> proposed() {
        return Endpoint.get(
                        PROPOSALS,
                        "listReplenishment",
                        "What is at its reorder point and not about to be bought")
                .permission(REQUISITIONS_READ)
                .query("warehouseId", UUID.class, "only for this warehouse")
                .answers(Proposals.class)
                .read(this::proposals);
    }

    private Endpoint<?> requested() {
        return Endpoint.post(
                        PROPOSALS,
                        "requestReplenishment",
                        "Requests what is proposed for a warehouse, as one requisition that is"
                                + " submitted")
                .body(Refill.class)
                .permission(REQUISITIONS_WRITE)
                .keyRequired()
                .creates(RequisitionView.class)
                .problems(PurchasingError.NOTHING_TO_REORDER, InventoryError.UNKNOWN_WAREHOUSE)
                .write(
                        (tx, call) ->
                                Reply.createdIn(
                                        RequisitionRoutes.PATH,
                                        replenishment.request(tx, call.body().warehouseId())));
    }

    private Reply proposals(Tx tx, Call<Void> call) {
        UUID warehouse = call.query("warehouseId", UUID.class).orElse(null);
        return Reply.ok((Object) new Proposals(replenishment.proposals(tx, warehouse)));
    }

    private static ErrorCode[] problems() {
        return new ErrorCode[] {
            InventoryError.UNKNOWN_WAREHOUSE,
            InventoryError.UNKNOWN_ITEM,
            InventoryError.INACTIVE_ITEM,
            PurchasingError.UNKNOWN_SUPPLIER
        };
    }
}
