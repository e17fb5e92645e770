package erp.finance.runs;

import erp.core.value.Money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

/** A payment run in a list, without its lines. */
public record PaymentRunSummary(
        UUID id,
        String number,
        RunState state,
        LocalDate dueBy,
        Money total,
        Money discount,
        long version) {
    PaymentRunSummary(
            UUID id,
            String number,
            RunState state,
            LocalDate dueBy,
            BigDecimal total,
            BigDecimal discount,
            Currency currency,
            long version) {
        this(
                id,
                number,
                state,
                dueBy,
                new Money(total, currency),
                new Money(discount, currency),
                version);
    }
}
