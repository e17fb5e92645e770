package erp.finance.opening;

import erp.core.Event;
import erp.finance.common.OfFinance;

import java.time.LocalDate;
import java.util.UUID;

/**
 * An opening run is being closed. Who announced a part of it ({@link Openings#stock}) posts that
 * now, dated that day, against the account of role OPENING_BALANCES.
 */
public record OpeningClosed(UUID opening, LocalDate date) implements Event, OfFinance {
    @Override
    public UUID aggregate() {
        return opening;
    }
}
