package erp.sales;

import erp.core.tx.CompanyRow;
import erp.core.value.Quantity;
import erp.inventory.items.ItemId;
import erp.inventory.stock.Issue;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.UUID;

/** One item of a delivery. */
@Entity
@Table(name = "sales_delivery_line")
class DeliveryLine extends CompanyRow {
    private int lineNo;
    private UUID orderLineId;
    private UUID itemId;
    private BigDecimal quantity;

    protected DeliveryLine() {}

    DeliveryLine(UUID id, int lineNo, OrderLine line, Quantity quantity) {
        super(id);
        this.lineNo = lineNo;
        this.orderLineId = line.getId();
        this.itemId = line.itemId();
        this.quantity = quantity.value();
    }

    Issue issue() {
        return new Issue(getId(), orderLineId, new ItemId(itemId), new Quantity(quantity));
    }

    DeliveryView.Line view() {
        return new DeliveryView.Line(getId(), orderLineId, itemId, new Quantity(quantity));
    }
}
