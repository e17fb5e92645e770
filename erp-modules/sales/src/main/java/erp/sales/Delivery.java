package erp.sales;

import erp.core.party.PartyDetails;
import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.Quantity;

import jakarta.persistence.CascadeType;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What left the warehouse for an order at one time. Append-only. */
@Entity
@Table(name = "sales_delivery")
class Delivery extends CompanyRow {
    private UUID orderId;
    private UUID warehouseId;
    private LocalDate deliveryDate;
    private Instant createdAt;

    /** The how-manyth invoice of the order bills it. */
    private @Nullable Integer invoiceOfOrder;

    /** Absent where a version delivered that did not keep it. */
    @Embedded
    @EmbeddedColumnNaming("recipient_%s")
    private @Nullable PartyCopy recipient;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "delivery_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<DeliveryLine> lines = new ArrayList<>();

    protected Delivery() {}

    Delivery(Tx tx, Order order, PartyDetails recipient, Map<OrderLine, Quantity> parts) {
        super(tx.newId());
        this.orderId = order.getId();
        this.warehouseId = order.warehouseId();
        this.deliveryDate = tx.today();
        this.createdAt = tx.now();
        this.invoiceOfOrder = order.nextInvoice();
        this.recipient = new PartyCopy(recipient);
        parts.entrySet().stream()
                .sorted(Comparator.comparingInt(part -> part.getKey().index()))
                .forEach(
                        part ->
                                lines.add(
                                        new DeliveryLine(
                                                tx.newId(),
                                                lines.size() + 1,
                                                part.getKey(),
                                                part.getValue())));
    }

    LocalDate date() {
        return deliveryDate;
    }

    List<DeliveryLine> lines() {
        return List.copyOf(lines);
    }

    DeliveryView view() {
        return new DeliveryView(
                getId(),
                orderId,
                warehouseId,
                deliveryDate,
                recipient == null ? null : recipient.view(),
                lines.stream().map(DeliveryLine::view).toList(),
                0);
    }
}
