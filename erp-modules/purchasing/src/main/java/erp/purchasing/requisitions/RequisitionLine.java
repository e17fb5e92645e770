package erp.purchasing.requisitions;

import erp.core.tx.CompanyRow;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** One item that is needed. */
@Entity
@Table(name = "purchasing_requisition_line")
public class RequisitionLine extends CompanyRow {
    private int lineNo;
    private UUID itemId;
    private BigDecimal quantity;
    private LocalDate neededBy;
    private @Nullable UUID supplierId;
    private @Nullable BigDecimal estimatedPrice;

    protected RequisitionLine() {}

    RequisitionLine(UUID id, int lineNo, NewRequisition.Line wanted) {
        super(id);
        this.lineNo = lineNo;
        say(wanted);
    }

    void change(NewRequisition.Line wanted) {
        say(wanted);
    }

    private void say(NewRequisition.Line wanted) {
        itemId = wanted.itemId();
        quantity = wanted.quantity().value();
        neededBy = wanted.neededBy();
        supplierId = wanted.supplierId();
        estimatedPrice = wanted.estimatedPrice() == null ? null : wanted.estimatedPrice().value();
    }

    public UUID itemId() {
        return itemId;
    }

    public Quantity quantity() {
        return new Quantity(quantity);
    }

    public LocalDate neededBy() {
        return neededBy;
    }

    @Nullable UUID supplierId() {
        return supplierId;
    }

    @Nullable UnitPrice estimatedPrice() {
        return estimatedPrice == null ? null : new UnitPrice(estimatedPrice);
    }

    RequisitionView.Line view() {
        return new RequisitionView.Line(
                getId(), itemId, quantity(), neededBy, supplierId, estimatedPrice());
    }
}
