package erp.purchasing.quotations;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.core.tx.Tx;
import erp.core.value.DocumentNumber;
import erp.purchasing.common.PurchasingError;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What several suppliers are asked for. */
@Entity
@Table(name = "purchasing_rfq")
public class Rfq extends Document {
    static final String TYPE = "purchasing.rfq";

    private String number;

    @Enumerated(EnumType.STRING)
    private RfqState state = RfqState.OPEN;

    private UUID warehouseId;
    private @Nullable UUID requisitionId;
    private LocalDate answerBy;

    /** How many offers have come, later ones of the same supplier too. */
    private int quotes;

    private UUID enteredBy;
    private Instant createdAt;

    @OneToMany(cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
    @JoinColumn(name = "rfq_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<RfqLine> lines = new ArrayList<>();

    @OneToMany(cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
    @JoinColumn(name = "rfq_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<RfqSupplier> suppliers = new ArrayList<>();

    protected Rfq() {}

    Rfq(
            Tx tx,
            UUID warehouse,
            @Nullable UUID requisition,
            LocalDate answerBy,
            List<NewRfq.Line> wanted,
            List<UUID> asked) {
        super(tx.newId());
        this.number = DocumentNumber.of("RF", getId(), tx.today());
        this.warehouseId = warehouse;
        this.requisitionId = requisition;
        this.answerBy = answerBy;
        this.enteredBy = tx.actor().id();
        this.createdAt = tx.now();
        for (NewRfq.Line line : wanted) {
            lines.add(new RfqLine(tx.newId(), lines.size() + 1, line));
        }
        for (UUID supplier : asked) {
            suppliers.add(new RfqSupplier(tx.newId(), suppliers.size() + 1, supplier));
        }
    }

    void quoted() {
        requireOpen();
        quotes++;
    }

    void award() {
        requireOpen();
        state = RfqState.AWARDED;
    }

    void cancel() {
        requireOpen();
        state = RfqState.CANCELLED;
    }

    /** Throws RFQ_STATE. */
    void requireOpen() {
        if (state != RfqState.OPEN) {
            throw new ErpException(
                    PurchasingError.RFQ_STATE,
                    "request for quotation %s is %s, not open",
                    number,
                    state);
        }
    }

    boolean asks(UUID supplier) {
        return suppliers.stream().anyMatch(it -> it.supplierId().equals(supplier));
    }

    UUID warehouseId() {
        return warehouseId;
    }

    @Nullable UUID requisitionId() {
        return requisitionId;
    }

    List<RfqLine> lines() {
        return List.copyOf(lines);
    }

    /**
     * @param offered the last quote of each supplier
     * @param orders drafts that the award has made
     */
    RfqView view(List<Quote> offered, List<UUID> orders) {
        return new RfqView(
                getId(),
                number,
                state,
                requisitionId,
                warehouseId,
                answerBy,
                suppliers.stream().map(RfqSupplier::supplierId).toList(),
                lines.stream()
                        .map(
                                it ->
                                        new RfqView.Line(
                                                it.getId(),
                                                it.itemId(),
                                                it.quantity(),
                                                it.neededBy()))
                        .toList(),
                offered.stream().map(Quote::view).toList(),
                orders,
                getVersion());
    }
}
