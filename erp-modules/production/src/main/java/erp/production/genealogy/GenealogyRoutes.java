package erp.production.genealogy;

import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.tx.Tx;
import erp.production.common.ProductionError;
import erp.production.common.ProductionPermission;

import java.util.List;
import java.util.UUID;

/** Where goods of work orders came from and went, over HTTP. */
public final class GenealogyRoutes {
    private static final int USUAL_LEVELS = 10;

    public List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/v1/production/work-orders/{id}/genealogy",
                                "getWorkOrderGenealogy",
                                "Which orders and other documents brought what went into the order,"
                                        + " or took what came out of it, order after order; what"
                                        + " came in first is taken to have gone first, and no more"
                                        + " than "
                                        + Genealogy.MOST_LINKS
                                        + " links are told")
                        .permission(ProductionPermission.ORDERS_READ)
                        .query("direction", Direction.class, "UPSTREAM where absent")
                        .query(
                                "levels",
                                Integer.class,
                                "how far, 1 to %d; %d where absent"
                                        .formatted(Genealogy.MOST_LEVELS, USUAL_LEVELS))
                        .answers(GenealogyView.class)
                        .problems(ProductionError.ORDER_NOT_FOUND, ProductionError.INVALID_LINES)
                        .read(
                                (tx, call) ->
                                        Reply.ok(
                                                genealogy(
                                                        tx,
                                                        call.id(),
                                                        call.query("direction", Direction.class)
                                                                .orElse(Direction.UPSTREAM),
                                                        call.query("levels", Integer.class)
                                                                .orElse(USUAL_LEVELS)))));
    }

    private static GenealogyView genealogy(Tx tx, UUID order, Direction direction, int levels) {
        ProductionError.INVALID_LINES.refuseIf(
                levels < 1 || levels > Genealogy.MOST_LEVELS,
                "?levels",
                "range",
                "must be 1 to " + Genealogy.MOST_LEVELS);
        return Genealogy.of(tx, order, direction, levels);
    }
}
