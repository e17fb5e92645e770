package erp.production.bills;

import erp.core.tx.CompanyRow;
import erp.core.value.Quantity;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.UUID;

/** A component or a by-product. */
@Entity
@Table(name = "production_bill_line")
class BillLine extends CompanyRow {
    private int lineNo;

    @Enumerated(EnumType.STRING)
    private LineKind kind;

    private UUID itemId;
    private BigDecimal quantity;
    private BigDecimal scrap;
    private boolean backflush;
    private BigDecimal costShare;

    protected BillLine() {}

    BillLine(UUID id, int lineNo, NewBill.Component wanted) {
        super(id);
        this.lineNo = lineNo;
        this.kind = LineKind.COMPONENT;
        this.itemId = wanted.itemId();
        this.quantity = wanted.quantity().value();
        this.scrap = wanted.scrap() == null ? BigDecimal.ZERO : wanted.scrap();
        this.backflush = wanted.backflush() != null && wanted.backflush();
        this.costShare = BigDecimal.ZERO;
    }

    BillLine(UUID id, int lineNo, NewBill.ByProduct wanted) {
        super(id);
        this.lineNo = lineNo;
        this.kind = LineKind.BY_PRODUCT;
        this.itemId = wanted.itemId();
        this.quantity = wanted.quantity().value();
        this.scrap = BigDecimal.ZERO;
        this.backflush = false;
        this.costShare = wanted.costShare();
    }

    int getLineNo() {
        return lineNo;
    }

    boolean isComponent() {
        return kind == LineKind.COMPONENT;
    }

    UUID itemId() {
        return itemId;
    }

    Recipe.Part part() {
        return new Recipe.Part(itemId, quantity, scrap, backflush);
    }

    Recipe.ByProduct byProduct() {
        return new Recipe.ByProduct(itemId, quantity, costShare);
    }

    BillView.Component component() {
        return new BillView.Component(
                itemId, new Quantity(quantity), scrap.stripTrailingZeros(), backflush);
    }

    BillView.ByProduct extra() {
        return new BillView.ByProduct(
                itemId, new Quantity(quantity), costShare.stripTrailingZeros());
    }
}
