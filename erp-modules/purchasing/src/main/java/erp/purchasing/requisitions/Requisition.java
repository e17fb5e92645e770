package erp.purchasing.requisitions;

import com.google.errorprone.annotations.FormatMethod;

import erp.core.ErpException;
import erp.core.Ids;
import erp.core.tx.Document;
import erp.core.tx.Tx;
import erp.core.value.DocumentNumber;
import erp.inventory.stock.Origin;
import erp.purchasing.common.PurchasingError;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What somebody needs bought. */
@Entity
@Table(name = "purchasing_requisition")
public class Requisition extends Document {
    public static final String TYPE = "purchasing.requisition";

    private String number;

    @Enumerated(EnumType.STRING)
    private RequisitionState state = RequisitionState.DRAFT;

    private UUID warehouseId;
    private @Nullable String reason;
    private @Nullable String originType;
    private @Nullable UUID originId;
    private UUID enteredBy;
    private @Nullable UUID submittedBy;
    private @Nullable UUID decidedBy;
    private Instant createdAt;

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "requisition_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<RequisitionLine> lines = new ArrayList<>();

    protected Requisition() {}

    /**
     * @param origin the document that asks for it; null where a person does
     */
    Requisition(Tx tx, NewRequisition wanted, @Nullable Origin origin) {
        super(tx.newId());
        this.number = DocumentNumber.of("RQ", getId(), tx.today());
        this.createdAt = tx.now();
        if (origin != null) {
            this.originType = origin.type();
            this.originId = origin.id();
        }
        say(tx, wanted);
    }

    /** Throws REQUISITION_STATE. */
    void change(Tx tx, NewRequisition wanted) {
        check(
                state == RequisitionState.DRAFT,
                PurchasingError.REQUISITION_STATE,
                "is %s, only a draft is changed",
                state);
        say(tx, wanted);
    }

    void submit(UUID by) {
        become(RequisitionState.SUBMITTED);
        submittedBy = by;
    }

    /** Takes it back to be changed. */
    void withdraw() {
        become(RequisitionState.DRAFT);
    }

    /** Throws REQUISITION_STATE, OWN_DOCUMENT. */
    void decide(UUID by, RequisitionState decision) {
        become(decision);
        check(
                !by.equals(enteredBy) && !by.equals(submittedBy),
                PurchasingError.OWN_DOCUMENT,
                "is decided by somebody else than who entered or submitted it");
        decidedBy = by;
    }

    /**
     * Nobody wants it any more, so that there is nothing to decide or order.
     *
     * @return whether it was waiting for that
     */
    boolean giveUp() {
        boolean waits = state == RequisitionState.SUBMITTED || state == RequisitionState.APPROVED;
        if (waits) {
            become(RequisitionState.REJECTED);
        }
        return waits;
    }

    /** Throws REQUISITION_STATE. */
    public void convert() {
        become(RequisitionState.CONVERTED);
    }

    /** Throws REQUISITION_STATE where it cannot be converted. */
    public void requireApproved() {
        check(
                state == RequisitionState.APPROVED,
                PurchasingError.REQUISITION_STATE,
                "is %s, not approved",
                state);
    }

    public UUID warehouseId() {
        return warehouseId;
    }

    public String number() {
        return number;
    }

    public List<RequisitionLine> lines() {
        return List.copyOf(lines);
    }

    /**
     * @param orders that it was converted into
     */
    RequisitionView view(List<UUID> orders) {
        return new RequisitionView(
                getId(),
                number,
                state,
                warehouseId,
                reason,
                originType,
                originId,
                enteredBy,
                decidedBy,
                lines.stream().map(RequisitionLine::view).toList(),
                orders,
                getVersion());
    }

    private void say(Tx tx, NewRequisition wanted) {
        enteredBy = tx.actor().id();
        warehouseId = wanted.warehouseId();
        reason = wanted.reason();
        for (int i = 0; i < wanted.lines().size(); i++) {
            if (i < lines.size()) {
                lines.get(i).change(wanted.lines().get(i));
            } else {
                lines.add(new RequisitionLine(Ids.next(), i + 1, wanted.lines().get(i)));
            }
        }
        lines.subList(wanted.lines().size(), lines.size()).clear();
    }

    private void become(RequisitionState next) {
        check(
                state.next().contains(next),
                PurchasingError.REQUISITION_STATE,
                "is %s and cannot become %s",
                state,
                next);
        state = next;
    }

    @FormatMethod
    private void check(boolean holds, PurchasingError error, String format, Object... args) {
        if (!holds) {
            throw new ErpException(error, "requisition %s %s", number, format.formatted(args));
        }
    }
}
