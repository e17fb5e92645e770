package erp.crm.opportunities;

import erp.core.ErpException;
import erp.core.Violation;
import erp.core.Violations;
import erp.core.tx.Document;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.crm.common.CrmError;
import erp.crm.common.Optionals;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Something that may be sold to somebody. */
@Entity
@Table(name = "crm_opportunity")
public class Opportunity extends Document {
    public static final String TYPE = "crm.opportunity";

    private static final int WON_PERCENT = 100;

    private String title;

    @Enumerated(EnumType.STRING)
    private OpportunityState state = OpportunityState.OPEN;

    private UUID pipelineId;
    private UUID stageId;
    private Instant stageSince;
    private int stageChanges;
    private @Nullable BigDecimal amount;
    private @Nullable LocalDate closeDate;
    private @Nullable UUID organisationId;
    private @Nullable UUID contactId;
    private @Nullable UUID representativeId;
    private @Nullable UUID leadId;
    private @Nullable String sourceCode;
    private @Nullable String campaignCode;
    private @Nullable String lostReasonCode;
    private @Nullable String lostNote;
    private @Nullable UUID quotationId;
    private @Nullable UUID orderId;
    private Instant createdAt;
    private @Nullable Instant closedAt;

    protected Opportunity() {}

    Opportunity(Tx tx, NewOpportunity wanted, Pipeline pipeline, @Nullable UUID lead) {
        super(tx.newId());
        this.pipelineId = pipeline.getId();
        this.stageId = pipeline.stages().getFirst().getId();
        this.stageSince = tx.now();
        this.stageChanges = 1;
        this.createdAt = tx.now();
        this.leadId = lead;
        say(wanted);
        requirePassed(pipeline);
    }

    /** Throws OPPORTUNITY_STATE, STAGE_GATE. */
    void change(NewOpportunity wanted, Pipeline pipeline) {
        requireOpen();
        say(wanted);
        requirePassed(pipeline);
    }

    /** Goes to another stage, forward or back. Throws OPPORTUNITY_STATE, STAGE_GATE. */
    StageChange move(Tx tx, Stage to, Pipeline pipeline) {
        requireOpen();
        UUID from = stageId;
        stageId = to.getId();
        requirePassed(pipeline);
        return changed(tx, from, state);
    }

    /** Throws OPPORTUNITY_STATE, STAGE_GATE where anything is not known that a stage asks for. */
    StageChange win(Tx tx, Pipeline pipeline) {
        Set<Gate> gates = EnumSet.of(Gate.ORGANISATION, Gate.AMOUNT);
        pipeline.stages().forEach(stage -> gates.addAll(stage.requires()));
        OpportunityState before = become(OpportunityState.WON, moment(tx));
        requireKnown(gates, "to be won");
        return changed(tx, stageId, before);
    }

    StageChange lose(Tx tx, String reason, @Nullable String note) {
        OpportunityState before = become(OpportunityState.LOST, moment(tx));
        lostReasonCode = reason;
        lostNote = Optionals.stripped(note);
        return changed(tx, stageId, before);
    }

    /** Is open again, at the stage where it was. Throws OPPORTUNITY_STATE. */
    StageChange reopen(Tx tx) {
        OpportunityState before = become(OpportunityState.OPEN, null);
        lostReasonCode = null;
        lostNote = null;
        return changed(tx, stageId, before);
    }

    /** The first change, by which it is there. */
    StageChange opened(Tx tx) {
        return new StageChange(tx, getId(), stageChanges, null, null, this);
    }

    /** Throws OPPORTUNITY_STATE, STAGE_GATE. */
    UUID requireOrderable() {
        if (state == OpportunityState.LOST) {
            throw new ErpException(CrmError.OPPORTUNITY_STATE, "is LOST: nothing is offered");
        }
        requireKnown(EnumSet.of(Gate.ORGANISATION), "to be offered or ordered");
        return Objects.requireNonNull(organisationId);
    }

    void order(UUID order) {
        orderId = order;
    }

    void quote(UUID quotation) {
        quotationId = quotation;
    }

    @Nullable UUID quotation() {
        return quotationId;
    }

    @Nullable UUID order() {
        return orderId;
    }

    UUID pipeline() {
        return pipelineId;
    }

    UUID stage() {
        return stageId;
    }

    OpportunityState state() {
        return state;
    }

    Instant since() {
        return stageSince;
    }

    @Nullable BigDecimal amount() {
        return amount;
    }

    @Nullable UUID representative() {
        return representativeId;
    }

    @Nullable String source() {
        return sourceCode;
    }

    @Nullable String campaign() {
        return campaignCode;
    }

    @Nullable UUID organisation() {
        return organisationId;
    }

    OpportunityView view(Stage at, Currency currency) {
        int probability =
                switch (state) {
                    case OPEN -> at.probability();
                    case WON -> WON_PERCENT;
                    case LOST -> 0;
                };
        return new OpportunityView(
                getId(),
                title,
                state,
                pipelineId,
                stageId,
                at.code(),
                probability,
                stageSince,
                amount == null ? null : new Money(amount, currency),
                closeDate,
                organisationId,
                contactId,
                representativeId,
                leadId,
                sourceCode,
                campaignCode,
                lostReasonCode,
                lostNote,
                quotationId,
                orderId,
                createdAt,
                closedAt,
                getVersion());
    }

    private void say(NewOpportunity wanted) {
        title = wanted.title().strip();
        amount = wanted.amount() == null ? null : wanted.amount().amount();
        closeDate = wanted.expectedClose();
        organisationId = wanted.organisationId();
        contactId = wanted.contactId();
        representativeId = wanted.representativeId();
        sourceCode = wanted.sourceCode();
        campaignCode = wanted.campaignCode();
    }

    /** Not before the last change: who waited for the row began before who had it. */
    private Instant moment(Tx tx) {
        return tx.now().isBefore(stageSince) ? stageSince : tx.now();
    }

    private StageChange changed(Tx tx, UUID fromStage, OpportunityState fromState) {
        stageSince = moment(tx);
        stageChanges++;
        return new StageChange(tx, getId(), stageChanges, fromStage, fromState, this);
    }

    private OpportunityState become(OpportunityState next, @Nullable Instant closing) {
        if (!state.next().contains(next)) {
            throw new ErpException(
                    CrmError.OPPORTUNITY_STATE, "is %s, cannot become %s", state, next);
        }
        OpportunityState before = state;
        state = next;
        closedAt = closing;
        return before;
    }

    void requireOpen() {
        if (state != OpportunityState.OPEN) {
            throw new ErpException(
                    CrmError.OPPORTUNITY_STATE, "is %s: only an open one changes", state);
        }
    }

    /** What its stage and those before it ask for. */
    private void requirePassed(Pipeline pipeline) {
        Set<Gate> gates = EnumSet.noneOf(Gate.class);
        String at = "";
        for (Stage stage : pipeline.stages()) {
            gates.addAll(stage.requires());
            at = stage.code();
            if (stage.getId().equals(stageId)) {
                break;
            }
        }
        requireKnown(gates, "to be at " + at);
    }

    private void requireKnown(Set<Gate> gates, String why) {
        Violations missing = new Violations();
        for (Gate gate : gates) {
            if (!knows(gate)) {
                missing.add(new Violation(gate.pointer(), "gate", "must be known " + why));
            }
        }
        missing.refuse(CrmError.STAGE_GATE);
    }

    private boolean knows(Gate gate) {
        Object value =
                switch (gate) {
                    case AMOUNT -> amount;
                    case EXPECTED_CLOSE -> closeDate;
                    case ORGANISATION -> organisationId;
                    case CONTACT -> contactId;
                    case REPRESENTATIVE -> representativeId;
                    case SOURCE -> sourceCode;
                };
        return value != null;
    }
}
