package erp.finance.payments;

import static erp.finance.common.FinancePermission.PAYMENTS_READ;
import static erp.finance.common.FinancePermission.PAYMENTS_REFUND;
import static erp.finance.common.FinancePermission.PAYMENTS_REVERSE;

import erp.core.CoreError;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.finance.ledger.NewReversal;
import erp.finance.ledger.ReversalVerb;
import erp.finance.payments.Refunds.RefundOf;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Money that goes back to customers, over HTTP. */
public final class RefundRoutes {
    static final String REFUNDS = "/api/v1/finance/refunds";

    private static final Listing<RefundView> LISTING =
            Listing.of(OpenItem.class)
                    .within("it.sourceType = '" + Refunds.REFUND + "'")
                    .equal("customerId", "partyId", "to this customer")
                    .range("itemDate", "dated")
                    .asAll(RefundView.class, (tx, rows) -> Refunds.views(tx, rows).toList());

    private final Refunds refunds;

    public RefundRoutes(Refunds refunds) {
        this.refunds = refunds;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(REFUNDS, "listRefunds", "Money that went back to customers")
                        .permission(PAYMENTS_READ)
                        .list(LISTING),
                Endpoint.get(REFUNDS + "/{id}", "getRefund", "One refund")
                        .permission(PAYMENTS_READ)
                        .answers(RefundView.class)
                        .problems(FinanceError.REFUND_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(view(tx, call.id()))),
                Endpoint.post(
                                PaymentRoutes.PAYMENTS + "/{id}/refund",
                                "refundPayment",
                                "Gives back to the customer what is unallocated of a payment")
                        .optionalBody(RefundOf.class)
                        .permission(PAYMENTS_REFUND)
                        .keyRequired()
                        .creates(RefundView.class)
                        .problems(
                                CoreError.FUTURE_DATE,
                                FinanceError.PAYMENT_NOT_FOUND,
                                FinanceError.NOTHING_DUE,
                                FinanceError.INVALID_PAYMENT,
                                FinanceError.OVER_ALLOCATION,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED,
                                FinanceError.NO_ACCOUNT_OF_ROLE)
                        .write(this::refund),
                ReversalVerb.of(
                        Endpoint.post(
                                REFUNDS + "/{id}/reverse",
                                "reverseRefund",
                                "Takes back a refund: it bounced, and is the customer's to be"
                                        + " allocated again"),
                        PAYMENTS_REVERSE,
                        RefundView.class,
                        this::reverse,
                        FinanceError.REFUND_NOT_FOUND,
                        FinanceError.STILL_ALLOCATED));
    }

    private Reply refund(Tx tx, Call<RefundOf> call) {
        Payment payment = PaymentReads.lock(tx, call.id(), Subledger.RECEIVABLE);
        call.expectVersion(payment.getVersion());
        RefundOf asked = Objects.requireNonNullElse(call.bodyOrNull(), RefundOf.ALL);
        UUID id = PeriodRefusal.get(() -> refunds.post(tx, payment, asked));
        return Reply.createdIn(REFUNDS, view(tx, id));
    }

    private RefundView reverse(Tx tx, UUID id, NewReversal wanted, LongConsumer expect) {
        expect.accept(view(tx, id).version());
        refunds.reverse(tx, id, wanted);
        return view(tx, id);
    }

    private static RefundView view(Tx tx, UUID id) {
        return Refunds.views(tx, List.of(Refunds.item(tx, id))).findFirst().orElseThrow();
    }
}
