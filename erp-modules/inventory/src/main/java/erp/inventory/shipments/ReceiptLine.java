package erp.inventory.shipments;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.inventory.items.ItemId;
import erp.inventory.stock.Incoming;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/** One item of a receipt. */
@Entity
@Table(name = "inventory_receipt_line")
public class ReceiptLine extends CompanyRow {
    private int lineNo;
    private @Nullable UUID sourceLineId;
    private UUID itemId;
    private BigDecimal quantity;
    private BigDecimal unitCost;
    private BigDecimal value;

    protected ReceiptLine() {}

    ReceiptLine(UUID id, int lineNo, GoodsIn.Line line, Currency currency) {
        super(id);
        this.lineNo = lineNo;
        this.sourceLineId = line.sourceLine();
        this.itemId = line.item().value();
        this.quantity = line.quantity().value();
        this.unitCost = line.unitCost().value();
        this.value = line.value(currency).amount();
    }

    Incoming incoming(Currency currency) {
        return new Incoming(
                getId(), new ItemId(itemId), new Quantity(quantity), new Money(value, currency));
    }

    ReceiptView.Line view(Currency currency) {
        return new ReceiptView.Line(
                getId(),
                itemId,
                new Quantity(quantity),
                new UnitPrice(unitCost),
                new Money(value, currency));
    }
}
