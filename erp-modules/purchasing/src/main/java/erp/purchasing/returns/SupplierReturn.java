package erp.purchasing.returns;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.DocumentNumber;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.purchasing.receipts.GoodsReceipt;

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

/** Goods that went back to who sent them. Append-only; inventory's delivery has the same id. */
@Entity
@Table(name = "purchasing_return")
public class SupplierReturn extends CompanyRow {
    static final String TYPE = "purchasing.return";

    private String number;
    private UUID receiptId;
    private UUID orderId;
    private UUID supplierId;
    private UUID warehouseId;
    private LocalDate returnDate;
    private String reason;
    private Currency currency;
    private BigDecimal value;
    private Instant createdAt;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "return_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<SupplierReturnLine> lines = new ArrayList<>();

    protected SupplierReturn() {}

    SupplierReturn(Tx tx, GoodsReceipt receipt, String reason) {
        super(tx.newId());
        this.number = DocumentNumber.of("SR", getId(), tx.today());
        this.receiptId = receipt.getId();
        this.orderId = receipt.orderId();
        this.supplierId = receipt.supplierId();
        this.warehouseId = receipt.warehouseId();
        this.returnDate = tx.today();
        this.reason = reason;
        this.currency = tx.company().currency();
        this.value = BigDecimal.ZERO;
        this.createdAt = tx.now();
    }

    void add(Tx tx, ReceivedLine of, Quantity quantity, Money worth) {
        lines.add(new SupplierReturnLine(tx.newId(), lines.size() + 1, of, quantity, worth));
        value = value.add(worth.amount());
    }

    String number() {
        return number;
    }

    UUID orderId() {
        return orderId;
    }

    UUID supplierId() {
        return supplierId;
    }

    UUID warehouseId() {
        return warehouseId;
    }

    LocalDate date() {
        return returnDate;
    }

    String reason() {
        return reason;
    }

    Currency currency() {
        return currency;
    }

    Money value() {
        return new Money(value, currency);
    }

    List<SupplierReturnLine> lines() {
        return List.copyOf(lines);
    }

    /**
     * @param debitNote for what was invoiced of it; null for nothing
     */
    ReturnView view(@Nullable UUID debitNote) {
        return new ReturnView(
                getId(),
                number,
                receiptId,
                orderId,
                supplierId,
                warehouseId,
                returnDate,
                reason,
                value(),
                debitNote,
                lines.stream().map(line -> line.view(currency)).toList(),
                0);
    }
}
