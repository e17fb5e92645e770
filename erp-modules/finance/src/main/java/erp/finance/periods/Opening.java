package erp.finance.periods;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.finance.common.FinanceError;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A company's opening run, the only one that it has. Its lines stand beside it; every change of
 * them is a new version of the run.
 */
@Entity
@Table(name = "finance_opening")
public class Opening extends Document {
    private LocalDate openingDate;

    @Enumerated(EnumType.STRING)
    private OpeningState state;

    private int changes;
    private Instant createdAt;
    private @Nullable Instant closedAt;

    protected Opening() {}

    public Opening(UUID id, LocalDate date, Instant now) {
        super(id);
        this.openingDate = date;
        this.state = OpeningState.DRAFT;
        this.createdAt = now;
    }

    /** Takes the balances as of the end of another day. */
    public void moveTo(LocalDate date) {
        openingDate = date;
        changed();
    }

    /** Its lines were replaced. Throws OPENING_CLOSED. */
    public void changed() {
        requireDraft();
        changes++;
    }

    public void close(Instant now) {
        requireDraft();
        state = OpeningState.CLOSED;
        closedAt = now;
    }

    /** Throws OPENING_CLOSED. */
    public void requireDraft() {
        if (!state.next().contains(OpeningState.CLOSED)) {
            throw new ErpException(
                    FinanceError.OPENING_CLOSED,
                    "the opening of %s was closed at %s and does not change any more",
                    openingDate,
                    String.valueOf(closedAt));
        }
    }

    public LocalDate getOpeningDate() {
        return openingDate;
    }

    public OpeningState getState() {
        return state;
    }

    public @Nullable Instant getClosedAt() {
        return closedAt;
    }
}
