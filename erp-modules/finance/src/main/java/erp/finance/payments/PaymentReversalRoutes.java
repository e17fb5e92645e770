package erp.finance.payments;

import erp.core.CoreError;
import erp.core.Permission;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.http.Versioned;
import erp.core.tx.Tx;
import erp.core.value.MultiLine;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.finance.ledger.Entry;
import erp.finance.ledger.NewReversal;
import erp.finance.ledger.ReversalVerb;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;

/** The way back from the payments of one side, over HTTP. */
record PaymentReversalRoutes<V extends Versioned>(
        PaymentReversals reversals, PaymentSide<V> side, Permission permission) {
    private static final int MOST = 1_000;

    /**
     * What of a payment is un-allocated.
     *
     * @param date from which on; not before they took effect, today where it is left out
     * @param allocationIds all that stand where they are left out
     * @param reason why
     */
    record UnallocationOf(
            @Nullable LocalDate date,
            @Size(min = 1, max = MOST) @Nullable List<UUID> allocationIds,
            @NotBlank @Size(max = Entry.LONGEST_TEXT) @MultiLine @Nullable String reason) {}

    /**
     * @param name that their operations have
     */
    List<Endpoint<?>> endpoints(String name) {
        return List.of(
                Endpoint.post(
                                side.path() + "/{id}/unallocate",
                                "unallocate" + name,
                                "Takes back allocations: what they paid is owed again")
                        .optionalBody(UnallocationOf.class)
                        .takingBack()
                        .permission(permission)
                        .keyRequired()
                        .answers(side.view())
                        .problems(
                                CoreError.FUTURE_DATE,
                                FinanceError.PAYMENT_NOT_FOUND,
                                FinanceError.INVALID_REVERSAL,
                                FinanceError.NOTHING_ALLOCATED,
                                FinanceError.NOT_REVERSIBLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(this::unallocate),
                ReversalVerb.of(
                        Endpoint.post(
                                side.path() + "/{id}/reverse",
                                "reverse" + name,
                                "Takes back a payment with all that it paid"),
                        permission,
                        side.view(),
                        this::reverse,
                        FinanceError.PAYMENT_NOT_FOUND,
                        FinanceError.NOT_REVERSIBLE));
    }

    private Reply unallocate(Tx tx, Call<UnallocationOf> call) {
        Payment payment = locked(tx, call.id(), call::expectVersion);
        UnallocationOf asked =
                Objects.requireNonNullElse(call.bodyOrNull(), new UnallocationOf(null, null, null));
        PeriodRefusal.run(
                () ->
                        reversals.unallocate(
                                tx, payment, asked.date(), asked.allocationIds(), asked.reason()));
        return Reply.ok(side.read().apply(tx, call.id()));
    }

    private V reverse(Tx tx, UUID id, NewReversal wanted, LongConsumer expect) {
        reversals.reverse(tx, locked(tx, id, expect), wanted);
        return side.read().apply(tx, id);
    }

    private Payment locked(Tx tx, UUID id, LongConsumer expect) {
        Payment payment = PaymentReads.lock(tx, id, side.subledger());
        expect.accept(payment.getVersion());
        return payment;
    }
}
