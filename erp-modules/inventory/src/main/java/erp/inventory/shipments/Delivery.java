package erp.inventory.shipments;

import erp.core.party.PartyCopy;
import erp.core.party.PartyDetails;
import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.inventory.items.WarehouseId;
import erp.inventory.stock.Issue;
import erp.inventory.stock.Origin;
import erp.inventory.stock.Returned;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import org.hibernate.annotations.EmbeddedColumnNaming;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What left a warehouse at one time. Append-only. */
@Entity
@Table(name = "sales_delivery")
public class Delivery extends CompanyRow {
    private String sourceType;

    @Column(name = "order_id")
    private UUID sourceId;

    private UUID warehouseId;
    private LocalDate deliveryDate;
    private Instant createdAt;

    /** The how-manyth invoice of the source bills it. */
    @Column(name = "invoice_of_order")
    private @Nullable Integer invoiceOfSource;

    /** Absent where a version delivered that did not keep it. */
    @Embedded
    @EmbeddedColumnNaming("recipient_%s")
    private @Nullable PartyCopy recipient;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "delivery_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<DeliveryLine> lines = new ArrayList<>();

    protected Delivery() {}

    Delivery(Tx tx, GoodsOut goods, PartyDetails recipient) {
        super(goods.id());
        this.sourceType = goods.source().type();
        this.sourceId = goods.source().id();
        this.warehouseId = goods.warehouse().value();
        this.deliveryDate = goods.date();
        this.createdAt = tx.now();
        this.invoiceOfSource = goods.invoice();
        this.recipient = new PartyCopy(recipient);
        for (GoodsOut.Line line : goods.lines()) {
            lines.add(new DeliveryLine(tx.newId(), lines.size() + 1, line));
        }
    }

    List<Issue> issues() {
        return lines.stream().map(DeliveryLine::issue).toList();
    }

    /**
     * @param costs of its lines, in their order
     */
    List<Returned> returns(List<Money> costs) {
        List<Returned> returns = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            returns.add(lines.get(i).returned("/lines/" + i + "/quantity", costs.get(i)));
        }
        return returns;
    }

    Shipment shipment() {
        return new Shipment(
                getId(),
                new Origin(sourceType, sourceId),
                invoiceOfSource,
                new WarehouseId(warehouseId),
                deliveryDate,
                recipient == null ? null : recipient.details(),
                lines.stream().map(DeliveryLine::shipment).toList());
    }
}
