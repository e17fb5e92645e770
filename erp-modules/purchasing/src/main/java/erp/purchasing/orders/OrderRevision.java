package erp.purchasing.orders;

import erp.core.ErpException;
import erp.core.Json;
import erp.core.tx.Document;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.purchasing.common.PurchasingError;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** What a confirmed order was, and what it is to say instead. */
@Entity
@Table(name = "purchasing_order_revision")
public class OrderRevision extends Document {
    private static final JsonMapper JSON = Json.mapper();

    private UUID orderId;
    private int revision;

    @Enumerated(EnumType.STRING)
    private RevisionState state = RevisionState.PENDING;

    private String reason;

    /** Approvals are kept with the order's, in a round of their own. */
    private int round;

    private int approvalsNeeded;
    private int approvals;
    private Currency currency;
    private BigDecimal total;
    private UUID enteredBy;
    private @Nullable UUID decidedBy;
    private Instant createdAt;

    @Column(updatable = false)
    private String beforeOrder;

    @Column(updatable = false)
    private String wantedLines;

    protected OrderRevision() {}

    /**
     * @param lines what it is to say, kept with their prices and dates: those are approved
     */
    OrderRevision(
            Tx tx,
            PurchaseOrder order,
            String reason,
            List<Priced> lines,
            int revision,
            int needed) {
        super(tx.newId());
        this.orderId = order.getId();
        this.revision = revision;
        this.reason = reason;
        this.round = order.nextRound();
        this.approvalsNeeded = needed;
        Money sum = order.totalOf(lines);
        this.currency = sum.currency();
        this.total = sum.amount();
        this.enteredBy = tx.actor().id();
        this.createdAt = tx.now();
        this.beforeOrder = JSON.writeValueAsString(order.view());
        this.wantedLines = JSON.writeValueAsString(lines.stream().map(Priced::asked).toList());
    }

    boolean isApproved() {
        return approvals >= approvalsNeeded;
    }

    /** Counts one who approves. Throws NO_REVISION, OWN_DOCUMENT. */
    void approve(UUID approver) {
        checkOther(approver);
        approvals++;
        decidedBy = approver;
    }

    /** Throws NO_REVISION, OWN_DOCUMENT. */
    void reject(UUID approver) {
        checkOther(approver);
        decidedBy = approver;
        state = RevisionState.REJECTED;
    }

    void applied() {
        state = RevisionState.APPLIED;
    }

    int round() {
        return round;
    }

    int revision() {
        return revision;
    }

    Money total() {
        return new Money(total, currency);
    }

    List<NewPurchaseOrder.Line> lines() {
        return JSON.readValue(wantedLines, new TypeReference<List<NewPurchaseOrder.Line>>() {});
    }

    OrderRevisionView view() {
        return new OrderRevisionView(
                getId(),
                orderId,
                revision,
                state,
                reason,
                total(),
                new PurchaseOrderView.Approvals(approvals, approvalsNeeded),
                enteredBy,
                decidedBy,
                createdAt,
                beforeOrder,
                getVersion());
    }

    private void checkOther(UUID approver) {
        if (approver.equals(enteredBy)) {
            throw new ErpException(
                    PurchasingError.OWN_DOCUMENT,
                    "revision %d is decided by somebody else than who entered it",
                    revision);
        }
    }
}
