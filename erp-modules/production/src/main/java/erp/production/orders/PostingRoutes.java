package erp.production.orders;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.ErrorCode;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.inventory.common.InventoryError;
import erp.production.common.ProductionError;
import erp.production.common.ProductionPermission;
import erp.production.documents.NewIssue;
import erp.production.documents.NewOutput;
import erp.production.documents.NewTime;
import erp.production.documents.PostingView;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is posted to work orders, over HTTP. */
public final class PostingRoutes {
    private static final String POSTINGS = "/api/v1/production/postings";
    private static final String ORDER = WorkOrderRoutes.PATH + "/{id}/";

    private static final Listing<PostingView> LISTING =
            Listing.of(Posting.class)
                    .within("it.orderId = :order")
                    .equal("kind", "only postings of this kind")
                    .asAll(PostingView.class, PostingRoutes::views);

    private final WorkOrders orders;
    private final Postings postings;
    private final Reversals reversals;

    public PostingRoutes(WorkOrders orders, Postings postings, Reversals reversals) {
        this.orders = orders;
        this.postings = postings;
        this.reversals = reversals;
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(reads(), List.of(issue(), receive(), bookTime(), reverse()))
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    private List<Endpoint<?>> reads() {
        return List.of(
                Endpoint.get(
                                ORDER + "postings",
                                "listWorkOrderPostings",
                                "What was posted to the order, newest first")
                        .permission(ProductionPermission.ORDERS_READ)
                        .problems(ProductionError.ORDER_NOT_FOUND)
                        .list(
                                LISTING,
                                (tx, call) -> Map.of("order", orders.order(tx, call.id()).id())),
                Endpoint.get(POSTINGS + "/{id}", "getPosting", "One posting to a work order")
                        .permission(ProductionPermission.ORDERS_READ)
                        .answers(PostingView.class)
                        .problems(ProductionError.POSTING_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(posting(tx, call.id()))),
                Endpoint.get(
                                POSTINGS + "/{id}/history",
                                "getPostingHistory",
                                "Who made the posting and when")
                        .permission(ProductionPermission.ORDERS_READ)
                        .problems(ProductionError.POSTING_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(Posting.TYPE, posting(tx, call.id()).id())));
    }

    private Endpoint<?> issue() {
        return Endpoint.post(
                        ORDER + "issue",
                        "issueToWorkOrder",
                        "Issues components: out of what is set aside, and beyond that what can be"
                                + " had; all that is open where lines are absent")
                .optionalBody(NewIssue.class)
                .permission(ProductionPermission.POSTINGS_WRITE)
                .keyRequired()
                .creates(PostingView.class)
                .problems(
                        ProductionError.NOTHING_TO_ISSUE,
                        InventoryError.UNKNOWN_ITEM,
                        InventoryError.INACTIVE_ITEM)
                .problems(goods())
                .write(
                        (tx, call) -> {
                            NewIssue wanted = call.bodyOrNull();
                            return created(
                                    PeriodRefusal.get(
                                            () ->
                                                    postings.issue(
                                                            tx,
                                                            call.id(),
                                                            wanted == null ? NewIssue.ALL : wanted,
                                                            call::expectVersion)));
                        });
    }

    private Endpoint<?> receive() {
        return Endpoint.post(
                        ORDER + "receive",
                        "receiveFromWorkOrder",
                        "Receives what came out at its planned cost, and counts what is scrapped;"
                                + " all that is open where lines are absent")
                .optionalBody(NewOutput.class)
                .permission(ProductionPermission.POSTINGS_WRITE)
                .keyRequired()
                .creates(PostingView.class)
                .problems(ProductionError.OVER_RECEIPT)
                .problems(goods())
                .write(
                        (tx, call) -> {
                            NewOutput wanted = call.bodyOrNull();
                            return created(
                                    PeriodRefusal.get(
                                            () ->
                                                    postings.receive(
                                                            tx,
                                                            call.id(),
                                                            wanted == null ? NewOutput.ALL : wanted,
                                                            call::expectVersion)));
                        });
    }

    private Endpoint<?> bookTime() {
        return Endpoint.post(
                        ORDER + "book-time",
                        "bookTimeOnWorkOrder",
                        "Books hours at the rates of their work centres")
                .body(NewTime.class)
                .permission(ProductionPermission.POSTINGS_WRITE)
                .keyRequired()
                .creates(PostingView.class)
                .problems(
                        ProductionError.ORDER_NOT_FOUND,
                        ProductionError.ORDER_STATE,
                        ProductionError.INVALID_LINES,
                        ProductionError.UNKNOWN_WORK_CENTRE,
                        ProductionError.COST_LIMIT,
                        CoreError.FUTURE_DATE,
                        FinanceError.NO_ACCOUNT_OF_ROLE,
                        FinanceError.NO_PERIOD,
                        FinanceError.PERIOD_CLOSED)
                .write(
                        (tx, call) ->
                                created(
                                        PeriodRefusal.get(
                                                () ->
                                                        postings.bookTime(
                                                                tx,
                                                                call.id(),
                                                                call.body(),
                                                                call::expectVersion))));
    }

    private Endpoint<?> reverse() {
        return Endpoint.post(
                        POSTINGS + "/{id}/reverse",
                        "reversePosting",
                        "Takes a posting back, today: components return at what they cost, output"
                                + " leaves at what it is worth")
                .permission(ProductionPermission.POSTINGS_WRITE)
                .keyRequired()
                .creates(PostingView.class)
                .problems(
                        ProductionError.POSTING_NOT_FOUND,
                        ProductionError.NOT_REVERSIBLE,
                        ProductionError.ALREADY_REVERSED)
                .problems(goods())
                .write(
                        (tx, call) ->
                                created(reversals.reverse(tx, call.id(), call::expectVersion)));
    }

    private static Reply created(PostingView posting) {
        return Reply.createdIn(POSTINGS, posting);
    }

    private static PostingView posting(Tx tx, UUID id) {
        Posting posting = new WorkOrderQueries_(tx.session()).posting(id).getSingleResultOrNull();
        if (posting == null) {
            throw new ErpException(ProductionError.POSTING_NOT_FOUND, "there is no posting %s", id);
        }
        return posting.view();
    }

    /** With their lines, which one query reads. */
    private static List<PostingView> views(Tx tx, List<Posting> rows) {
        List<UUID> ids = rows.stream().map(Posting::getId).toList();
        Map<UUID, PostingView> views =
                ids.isEmpty()
                        ? Map.of()
                        : new WorkOrderQueries_(tx.session())
                                .postings(ids).stream()
                                        .collect(Collectors.toMap(Posting::getId, Posting::view));
        return ids.stream().map(id -> Postings.found(views.get(id))).toList();
    }

    private static ErrorCode[] goods() {
        return new ErrorCode[] {
            ProductionError.ORDER_NOT_FOUND,
            ProductionError.ORDER_STATE,
            ProductionError.INVALID_LINES,
            ProductionError.COST_LIMIT,
            CoreError.FUTURE_DATE,
            InventoryError.INSUFFICIENT_STOCK,
            InventoryError.STOCK_LIMIT,
            InventoryError.VALUE_AT_DATE,
            FinanceError.NO_ACCOUNT_OF_ROLE,
            FinanceError.NO_PERIOD,
            FinanceError.PERIOD_CLOSED
        };
    }
}
