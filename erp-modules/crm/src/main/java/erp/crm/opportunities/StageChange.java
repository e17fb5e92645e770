package erp.crm.opportunities;

import erp.core.http.Versioned;
import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.Money;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;

/** That an opportunity came to a stage or a state. Append-only. */
@Entity
@Table(name = "crm_stage_change")
public class StageChange extends CompanyRow {
    private UUID opportunityId;
    private int changeNo;
    private @Nullable UUID fromStageId;

    @Enumerated(EnumType.STRING)
    private @Nullable OpportunityState fromState;

    private UUID toStageId;

    @Enumerated(EnumType.STRING)
    private OpportunityState toState;

    private @Nullable BigDecimal amount;
    private Instant changedAt;

    protected StageChange() {}

    StageChange(
            Tx tx,
            UUID opportunity,
            int changeNo,
            @Nullable UUID fromStage,
            @Nullable OpportunityState fromState,
            Opportunity now) {
        super(tx.newId());
        this.opportunityId = opportunity;
        this.changeNo = changeNo;
        this.fromStageId = fromStage;
        this.fromState = fromState;
        this.toStageId = now.stage();
        this.toState = now.state();
        this.amount = now.amount();
        this.changedAt = now.since();
    }

    View view(Currency currency) {
        return new View(
                getId(),
                changeNo,
                fromStageId,
                fromState,
                toStageId,
                toState,
                amount == null ? null : new Money(amount, currency),
                changedAt,
                0);
    }

    /**
     * A change as callers see it.
     *
     * @param changeNo from 1, without a gap
     * @param fromStageId null of the first
     */
    public record View(
            UUID id,
            int changeNo,
            @Nullable UUID fromStageId,
            @Nullable OpportunityState fromState,
            UUID toStageId,
            OpportunityState toState,
            @Nullable Money amount,
            Instant changedAt,
            long version)
            implements Versioned {}
}
