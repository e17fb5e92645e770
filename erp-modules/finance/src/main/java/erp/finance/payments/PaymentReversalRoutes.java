package erp.finance.payments;

import erp.core.CoreError;
import erp.core.Permission;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.tx.Tx;
import erp.core.value.MultiLine;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.finance.ledger.Entry;
import erp.finance.ledger.NewReversal;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * The way back from the payments of one side, over HTTP.
 *
 * @param view what is answered of a payment, by {@code reply}
 */
record PaymentReversalRoutes(
        PaymentReversals reversals,
        Subledger subledger,
        Permission permission,
        Class<?> view,
        BiFunction<Tx, UUID, Reply> reply) {
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
     * @param path of the payments
     * @param name that their operations have
     */
    List<Endpoint<?>> endpoints(String path, String name) {
        return List.of(
                Endpoint.post(
                                path + "/{id}/unallocate",
                                "unallocate" + name,
                                "Takes back allocations: what they paid is owed again")
                        .optionalBody(UnallocationOf.class)
                        .takingBack()
                        .permission(permission)
                        .keyRequired()
                        .answers(view)
                        .problems(
                                CoreError.FUTURE_DATE,
                                FinanceError.PAYMENT_NOT_FOUND,
                                FinanceError.INVALID_REVERSAL,
                                FinanceError.NOTHING_ALLOCATED,
                                FinanceError.NOT_REVERSIBLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(this::unallocate),
                Endpoint.post(
                                path + "/{id}/reverse",
                                "reverse" + name,
                                "Takes back a payment with all that it paid")
                        .optionalBody(NewReversal.class)
                        .takingBack()
                        .permission(permission)
                        .keyRequired()
                        .answers(view)
                        .problems(
                                CoreError.FUTURE_DATE,
                                FinanceError.PAYMENT_NOT_FOUND,
                                FinanceError.INVALID_REVERSAL,
                                FinanceError.ALREADY_REVERSED,
                                FinanceError.NOT_REVERSIBLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(this::reverse));
    }

    private Reply unallocate(Tx tx, Call<UnallocationOf> call) {
        Payment payment = locked(tx, call);
        UnallocationOf asked =
                Objects.requireNonNullElse(call.bodyOrNull(), new UnallocationOf(null, null, null));
        PeriodRefusal.run(
                () ->
                        reversals.unallocate(
                                tx, payment, asked.date(), asked.allocationIds(), asked.reason()));
        return reply.apply(tx, call.id());
    }

    private Reply reverse(Tx tx, Call<NewReversal> call) {
        Payment payment = locked(tx, call);
        NewReversal wanted = Objects.requireNonNullElse(call.bodyOrNull(), NewReversal.TODAY);
        PeriodRefusal.run(() -> reversals.reverse(tx, payment, wanted));
        return reply.apply(tx, call.id());
    }

    private Payment locked(Tx tx, Call<?> call) {
        Payment payment = PaymentReads.lock(tx, call.id(), subledger);
        call.expectVersion(payment.getVersion());
        return payment;
    }
}
