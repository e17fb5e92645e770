package erp.finance.opening;

import erp.core.value.Money;
import erp.finance.accounts.AccountRole;
import erp.finance.periods.OpeningState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The opening run and whether it balances.
 *
 * @param date last day of the old books; null before the first PUT
 * @param debit all debits: of the balances, what customers owe, the stock
 * @param credit all credits: of the balances, what suppliers are owed, customers' prepayments
 * @param difference debits less credits; must be zero to close
 * @param controls accounts that were told and are derived too: each difference must be zero to
 *     close
 * @param balanced whether it can be closed as far as its amounts go
 */
public record OpeningView(
        OpeningState state,
        @Nullable LocalDate date,
        List<Balance> balances,
        Part receivables,
        Part payables,
        Part prepayments,
        Part stock,
        Money debit,
        Money credit,
        Money difference,
        List<Control> controls,
        boolean balanced,
        @Nullable Instant closedAt,
        long version) {

    /** Balance of an account, on one side. */
    public record Balance(UUID accountId, @Nullable Money debit, @Nullable Money credit) {}

    /** So many lines, and what they come to; stock is one line whatever its items. */
    public record Part(long lines, Money sum) {}

    /**
     * An account whose balance was told and is derived as well.
     *
     * @param told balance in the list, debits less credits
     * @param derived what its part comes to, likewise
     */
    public record Control(
            UUID accountId, AccountRole role, Money told, Money derived, Money difference) {}

    public OpeningView {
        balances = List.copyOf(balances);
        controls = List.copyOf(controls);
    }
}
