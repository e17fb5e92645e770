package erp.finance.common;

import erp.core.ErpException;

import java.util.function.Supplier;

/** Says that a refusal of the period is about the request's field {@code date}. */
public final class PeriodRefusal {
    private PeriodRefusal() {}

    public static void run(Runnable posting) {
        get(
                () -> {
                    posting.run();
                    return true;
                });
    }

    public static <T> T get(Supplier<T> posting) {
        try {
            return posting.get();
        } catch (ErpException e) {
            if (e.code() == FinanceError.PERIOD_CLOSED || e.code() == FinanceError.NO_PERIOD) {
                throw ErpException.field(
                        e.code(), "/date", "period", String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }
}
