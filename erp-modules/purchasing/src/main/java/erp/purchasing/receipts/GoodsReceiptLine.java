package erp.purchasing.receipts;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/** One item that came. What is matched and sent back of it is counted by statements. */
@Entity
@Table(name = "purchasing_receipt_line")
public class GoodsReceiptLine extends CompanyRow {
    private int lineNo;
    private UUID orderLineId;
    private UUID itemId;
    private BigDecimal quantity;
    private BigDecimal refused;
    private @Nullable String refusal;
    private BigDecimal unitCost;
    private BigDecimal value;

    @Column(updatable = false)
    private BigDecimal matched = Quantity.ZERO.value();

    @Column(updatable = false)
    private BigDecimal matchedValue = BigDecimal.ZERO;

    @Column(updatable = false)
    private BigDecimal returned = Quantity.ZERO.value();

    @Column(updatable = false)
    private BigDecimal returnedValue = BigDecimal.ZERO;

    protected GoodsReceiptLine() {}

    GoodsReceiptLine(UUID id, int lineNo, Arrival came, Currency currency) {
        super(id);
        this.lineNo = lineNo;
        this.orderLineId = came.line().getId();
        this.itemId = came.line().itemId();
        this.quantity = came.accepted().value();
        this.refused = came.refused().value();
        this.refusal = came.refusal();
        this.unitCost = came.line().unitPrice().value();
        this.value = came.line().unitPrice().times(came.accepted(), currency).amount();
    }

    Money value(Currency currency) {
        return new Money(value, currency);
    }

    GoodsReceiptView.Line view(Currency currency) {
        return new GoodsReceiptView.Line(
                getId(),
                orderLineId,
                itemId,
                new Quantity(quantity),
                new Quantity(refused),
                refusal,
                new UnitPrice(unitCost),
                value(currency),
                new Quantity(matched),
                new Quantity(returned));
    }
}
