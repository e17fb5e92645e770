package erp.inventory.shipments;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.inventory.items.ItemId;
import erp.inventory.stock.Issue;
import erp.inventory.stock.Returned;
import erp.inventory.stock.StockLine;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.UUID;

/** One item of a delivery. */
@Entity
@Table(name = "sales_delivery_line")
public class DeliveryLine extends CompanyRow {
    private int lineNo;

    @Column(name = "order_line_id")
    private UUID sourceLineId;

    private UUID itemId;
    private BigDecimal quantity;

    protected DeliveryLine() {}

    DeliveryLine(UUID id, int lineNo, GoodsOut.Line line) {
        super(id);
        this.lineNo = lineNo;
        this.sourceLineId = line.sourceLine();
        this.itemId = line.item().value();
        this.quantity = line.quantity().value();
    }

    Issue issue() {
        return new Issue(getId(), sourceLineId, new ItemId(itemId), new Quantity(quantity));
    }

    Returned returned(String pointer, Money cost) {
        StockLine line =
                new StockLine(getId(), pointer, new ItemId(itemId), new Quantity(quantity));
        return new Returned(line, cost);
    }

    Shipment.Line shipment() {
        return new Shipment.Line(getId(), sourceLineId, new ItemId(itemId), new Quantity(quantity));
    }
}
