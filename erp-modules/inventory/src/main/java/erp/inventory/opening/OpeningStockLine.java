package erp.inventory.opening;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.inventory.items.Location;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/**
 * Stock of an item in a warehouse at the opening, in the company's currency. Replaced, never
 * changed.
 */
@Entity
@Immutable
@Table(name = "inventory_opening_line")
public class OpeningStockLine extends CompanyRow {
    private UUID openingId;
    private int lineNo;
    private UUID warehouseId;
    private UUID itemId;
    private BigDecimal quantity;
    private BigDecimal value;

    protected OpeningStockLine() {}

    OpeningStockLine(Tx tx, UUID opening, int lineNo, NewOpeningStock.Line line) {
        super(tx.newId());
        this.openingId = opening;
        this.lineNo = lineNo;
        this.warehouseId = line.warehouseId();
        this.itemId = line.itemId();
        this.quantity = line.quantity().value();
        this.value = line.value().amount();
    }

    int lineNo() {
        return lineNo;
    }

    UUID storage() {
        return Location.main(warehouseId);
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

    NewOpeningStock.Line view(Currency currency) {
        return new NewOpeningStock.Line(warehouseId, itemId, quantity(), value(currency));
    }
}
