package erp.sales;

import erp.core.CompanyRow;
import erp.core.value.Quantity;
import erp.inventory.Issue;
import erp.inventory.ItemId;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.UUID;

/** One item of a delivery. */
@Entity
@Table(name = "sales_delivery_line")
class DeliveryLine extends CompanyRow {
    private UUID orderLineId;
    private UUID itemId;
    private BigDecimal quantity;

    protected DeliveryLine() {}

    DeliveryLine(UUID id, OrderLine line, Quantity quantity) {
        super(id);
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
