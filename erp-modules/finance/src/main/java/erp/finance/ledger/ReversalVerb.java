package erp.finance.ledger;

import erp.core.CoreError;
import erp.core.ErrorCode;
import erp.core.Permission;
import erp.core.http.Endpoint;
import erp.core.http.EndpointDraft;
import erp.core.http.Reply;
import erp.core.http.Versioned;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;

import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;

/** The verb that takes back one document, which every module asks for and refuses alike. */
public final class ReversalVerb {
    private static final ErrorCode[] PROBLEMS = {
        CoreError.FUTURE_DATE,
        FinanceError.INVALID_REVERSAL,
        FinanceError.ALREADY_REVERSED,
        FinanceError.NO_PERIOD,
        FinanceError.PERIOD_CLOSED
    };

    private ReversalVerb() {}

    /** Takes a document back and answers it as it is then. */
    public interface Work {
        /**
         * @param expect is told the version and refuses a stale one
         */
        Versioned reverse(Tx tx, UUID id, NewReversal wanted, LongConsumer expect);
    }

    /**
     * @param draft names the path, which has the document's id
     * @param view what is answered
     * @param besides how it may fail beside what all may
     */
    public static Endpoint<?> of(
            EndpointDraft<Void> draft,
            Permission permission,
            Class<? extends Versioned> view,
            Work work,
            ErrorCode... besides) {
        return draft.optionalBody(NewReversal.class)
                .takingBack()
                .permission(permission)
                .keyRequired()
                .answers(view)
                .problems(besides)
                .problems(PROBLEMS)
                .write(
                        (tx, call) ->
                                Reply.ok(
                                        PeriodRefusal.get(
                                                () ->
                                                        work.reverse(
                                                                tx,
                                                                call.id(),
                                                                Objects.requireNonNullElse(
                                                                        call.bodyOrNull(),
                                                                        NewReversal.TODAY),
                                                                call::expectVersion))));
    }
}
