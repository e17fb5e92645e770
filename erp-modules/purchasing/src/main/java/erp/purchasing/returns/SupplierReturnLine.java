package erp.purchasing.returns;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.core.value.Quantity;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/** One item that was sent back. */
@Entity
@Table(name = "purchasing_return_line")
public class SupplierReturnLine extends CompanyRow {
    private int lineNo;
    private UUID receiptLineId;
    private UUID orderLineId;
    private UUID itemId;
    private BigDecimal quantity;
    private BigDecimal value;

    protected SupplierReturnLine() {}

    SupplierReturnLine(UUID id, int lineNo, ReceivedLine of, Quantity quantity, Money value) {
        super(id);
        this.lineNo = lineNo;
        this.receiptLineId = of.id();
        this.orderLineId = of.orderLine();
        this.itemId = of.item();
        this.quantity = quantity.value();
        this.value = value.amount();
    }

    UUID orderLineId() {
        return orderLineId;
    }

    UUID itemId() {
        return itemId;
    }

    Quantity quantity() {
        return new Quantity(quantity);
    }

    Money value(Currency currency) {
        return new Money(value, currency);
    }

    ReturnView.Line view(Currency currency) {
        return new ReturnView.Line(
                getId(), receiptLineId, orderLineId, itemId, quantity(), value(currency));
    }
}
