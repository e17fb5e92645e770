package erp.finance.runs;

import static erp.finance.common.FinancePermission.PAYABLES_READ;
import static erp.finance.common.FinancePermission.PAYABLES_RELEASE;
import static erp.finance.common.FinancePermission.PAYABLES_WRITE;

import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;

import java.util.List;
import java.util.stream.Stream;

/** Payment runs over HTTP. */
public final class PaymentRunRoutes {
    private static final String RUNS = "/api/v1/finance/payment-runs";

    private static final Listing<PaymentRunSummary> LISTING =
            Listing.of(PaymentRun.class)
                    .select(
                            PaymentRunSummary.class,
                            "id, number, state, dueBy, total, discount, currency, version")
                    .equal("state", "only runs in this state")
                    .as(PaymentRunSummary.class);

    private final PaymentRuns runs;

    public PaymentRunRoutes(PaymentRuns runs) {
        this.runs = runs;
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(reads(), drafts(), endings()).<Endpoint<?>>flatMap(List::stream).toList();
    }

    private List<Endpoint<?>> reads() {
        return List.of(
                Endpoint.get(RUNS, "listPaymentRuns", "Payment runs, newest first")
                        .permission(PAYABLES_READ)
                        .list(LISTING),
                Endpoint.get(RUNS + "/{id}", "getPaymentRun", "A payment run")
                        .permission(PAYABLES_READ)
                        .answers(PaymentRunView.class)
                        .problems(FinanceError.RUN_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(runs.view(tx, call.id()))),
                Endpoint.get(
                                RUNS + "/{id}/history",
                                "getPaymentRunHistory",
                                "Who changed it, when and how, newest first")
                        .permission(PAYABLES_READ)
                        .problems(FinanceError.RUN_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(
                                                PaymentRuns.TYPE, runs.view(tx, call.id()).id())));
    }

    private List<Endpoint<?>> drafts() {
        return List.of(
                Endpoint.post(
                                RUNS,
                                "proposePaymentRun",
                                "Proposes to pay what is due, as a draft that can be changed")
                        .body(NewPaymentRun.class)
                        .permission(PAYABLES_WRITE)
                        .keyRequired()
                        .creates(PaymentRunView.class)
                        .problems(FinanceError.INVALID_PAYMENT, FinanceError.NOTHING_DUE)
                        .write((tx, call) -> Reply.createdIn(RUNS, runs.propose(tx, call.body()))),
                Endpoint.put(RUNS + "/{id}", "changePaymentRun", "Replaces what a draft pays")
                        .body(PaymentRunChange.class)
                        .permission(PAYABLES_WRITE)
                        .versionNeeded()
                        .answers(PaymentRunView.class)
                        .problems(
                                FinanceError.RUN_NOT_FOUND,
                                FinanceError.RUN_STATE,
                                FinanceError.INVALID_PAYMENT,
                                FinanceError.OPEN_ITEM_NOT_FOUND,
                                FinanceError.OVER_ALLOCATION)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                runs.change(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))));
    }

    private List<Endpoint<?>> endings() {
        return List.of(
                Endpoint.post(
                                RUNS + "/{id}/release",
                                "releasePaymentRun",
                                "Pays all of it today; not by whoever entered it")
                        .permission(PAYABLES_RELEASE)
                        .keyRequired()
                        .versionNeeded()
                        .answers(PaymentRunView.class)
                        .problems(
                                FinanceError.RUN_NOT_FOUND,
                                FinanceError.RUN_STATE,
                                FinanceError.OWN_DOCUMENT,
                                FinanceError.DISCOUNT_EXPIRED,
                                FinanceError.INVALID_PAYMENT,
                                FinanceError.OVER_ALLOCATION,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED,
                                FinanceError.NO_ACCOUNT_OF_ROLE)
                        .write(
                                (tx, call) ->
                                        PeriodRefusal.get(
                                                () ->
                                                        Reply.ok(
                                                                runs.release(
                                                                        tx,
                                                                        call.id(),
                                                                        call::expectVersion)))),
                Endpoint.post(RUNS + "/{id}/cancel", "cancelPaymentRun", "Gives a draft up")
                        .permission(PAYABLES_WRITE)
                        .keyRequired()
                        .answers(PaymentRunView.class)
                        .problems(FinanceError.RUN_NOT_FOUND, FinanceError.RUN_STATE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(runs.cancel(tx, call.id(), call::expectVersion))));
    }
}
