package erp.purchasing.receipts;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.DocumentNumber;
import erp.core.value.Money;
import erp.finance.ledger.ReversalView;
import erp.purchasing.orders.PurchaseOrder;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** What came in for an order at one time. Append-only; inventory's receipt has the same id. */
@Entity
@Table(name = "purchasing_receipt")
public class GoodsReceipt extends CompanyRow {
    public static final String TYPE = "purchasing.receipt";

    private String number;
    private UUID orderId;
    private UUID supplierId;
    private UUID warehouseId;
    private LocalDate receiptDate;
    private @Nullable String deliveryNote;
    private Currency currency;
    private BigDecimal value;
    private Instant createdAt;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "receipt_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<GoodsReceiptLine> lines = new ArrayList<>();

    protected GoodsReceipt() {}

    GoodsReceipt(
            Tx tx,
            PurchaseOrder order,
            LocalDate date,
            @Nullable String deliveryNote,
            List<Arrival> came) {
        super(tx.newId());
        this.number = DocumentNumber.of("GR", getId(), tx.today());
        this.orderId = order.getId();
        this.supplierId = order.supplierId();
        this.warehouseId = order.warehouseId();
        this.receiptDate = date;
        this.deliveryNote = deliveryNote;
        this.currency = tx.company().currency();
        this.createdAt = tx.now();
        Money sum = Money.zero(currency);
        for (Arrival one : came) {
            GoodsReceiptLine line =
                    new GoodsReceiptLine(tx.newId(), lines.size() + 1, one, currency);
            lines.add(line);
            sum = sum.plus(line.value(currency));
        }
        this.value = sum.amount();
    }

    public UUID orderId() {
        return orderId;
    }

    public UUID supplierId() {
        return supplierId;
    }

    public UUID warehouseId() {
        return warehouseId;
    }

    public String number() {
        return number;
    }

    Money value() {
        return new Money(value, currency);
    }

    LocalDate date() {
        return receiptDate;
    }

    GoodsReceiptView view() {
        return view(null);
    }

    /**
     * @param reversal null where it stands
     */
    GoodsReceiptView view(@Nullable ReversalView reversal) {
        return new GoodsReceiptView(
                getId(),
                number,
                orderId,
                supplierId,
                warehouseId,
                receiptDate,
                deliveryNote,
                value(),
                lines.stream().map(line -> line.view(currency)).toList(),
                reversal,
                reversal == null ? 0 : 1);
    }
}
