package erp.purchasing.suppliers;

import erp.core.tx.CompanyRow;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.UUID;

/** What one piece costs from a quantity on. */
@Entity
@Table(name = "purchasing_price_break")
public class PriceBreak extends CompanyRow {
    private BigDecimal fromQuantity;
    private BigDecimal unitPrice;

    protected PriceBreak() {}

    PriceBreak(UUID id, NewSupplierItem.Price price) {
        super(id);
        this.fromQuantity = price.from().value();
        this.unitPrice = price.unitPrice().value();
    }

    Quantity from() {
        return new Quantity(fromQuantity);
    }

    UnitPrice unitPrice() {
        return new UnitPrice(unitPrice);
    }
}
