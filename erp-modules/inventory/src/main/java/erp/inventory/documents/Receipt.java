package erp.inventory.documents;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.inventory.stock.Incoming;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** Goods that came in without a purchase order, at a stated cost. Append-only. */
@Entity
@Table(name = "inventory_receipt")
public class Receipt extends CompanyRow {
    private UUID warehouseId;
    private LocalDate receiptDate;
    private Currency currency;
    private BigDecimal value;
    private Instant createdAt;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "receipt_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<ReceiptLine> lines = new ArrayList<>();

    protected Receipt() {}

    public Receipt(
            Tx tx, UUID warehouse, LocalDate date, Currency currency, List<NewReceipt.Line> lines) {
        super(tx.newId());
        this.warehouseId = warehouse;
        this.receiptDate = date;
        this.currency = currency;
        this.createdAt = tx.now();
        Money total = Money.zero(currency);
        for (NewReceipt.Line line : lines) {
            Money worth = line.unitCost().times(line.quantity(), currency);
            this.lines.add(new ReceiptLine(tx, this.lines.size() + 1, line, worth));
            total = total.plus(worth);
        }
        this.value = total.amount();
    }

    LocalDate date() {
        return receiptDate;
    }

    public List<Incoming> incoming() {
        return lines.stream().map(line -> line.incoming(currency)).toList();
    }

    public ReceiptView view() {
        return new ReceiptView(
                getId(),
                warehouseId,
                receiptDate,
                new Money(value, currency),
                lines.stream().map(line -> line.view(currency)).toList(),
                0);
    }
}
