package erp.purchasing.agreements;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.core.tx.Tx;
import erp.core.value.DocumentNumber;
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

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A blanket order. */
@Entity
@Table(name = "purchasing_agreement")
public class Agreement extends Document {
    private String number;
    private UUID supplierId;

    @Enumerated(EnumType.STRING)
    private AgreementState state = AgreementState.ACTIVE;

    private @Nullable String reference;
    private LocalDate validFrom;
    private LocalDate validUntil;
    private int callOffs;
    private UUID enteredBy;
    private Instant createdAt;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "agreement_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<AgreementLine> lines = new ArrayList<>();

    protected Agreement() {}

    Agreement(Tx tx, NewAgreement wanted) {
        super(tx.newId());
        this.number = DocumentNumber.of("BO", getId(), tx.today());
        this.supplierId = wanted.supplierId();
        this.reference = wanted.reference();
        this.validFrom = wanted.validFrom();
        this.validUntil = wanted.validUntil();
        this.enteredBy = tx.actor().id();
        this.createdAt = tx.now();
        for (NewAgreement.Line line : wanted.lines()) {
            lines.add(new AgreementLine(tx.newId(), lines.size() + 1, line));
        }
    }

    /** Counts a call-off of that day. Throws AGREEMENT_STATE. */
    void callOff(LocalDate day) {
        requireActive();
        if (day.isBefore(validFrom) || day.isAfter(validUntil)) {
            throw new ErpException(
                    PurchasingError.AGREEMENT_STATE,
                    "blanket order %s is valid from %s until %s",
                    number,
                    validFrom,
                    validUntil);
        }
        callOffs++;
    }

    /** Throws AGREEMENT_STATE. */
    void end() {
        requireActive();
        state = AgreementState.ENDED;
    }

    private void requireActive() {
        if (state != AgreementState.ACTIVE) {
            throw new ErpException(
                    PurchasingError.AGREEMENT_STATE, "blanket order %s is %s", number, state);
        }
    }

    UUID supplierId() {
        return supplierId;
    }

    List<AgreementLine> lines() {
        return List.copyOf(lines);
    }

    /**
     * @param called off by item
     */
    AgreementView view(Map<UUID, BigDecimal> called, List<UUID> orders) {
        return new AgreementView(
                getId(),
                number,
                supplierId,
                state,
                reference,
                validFrom,
                validUntil,
                lines.stream()
                        .map(it -> it.view(called.getOrDefault(it.itemId(), BigDecimal.ZERO)))
                        .toList(),
                orders,
                getVersion());
    }
}
