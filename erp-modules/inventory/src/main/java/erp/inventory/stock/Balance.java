package erp.inventory.stock;

import erp.core.tx.CompanyRow;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

import java.math.BigDecimal;
import java.util.UUID;

/** How much of an item lies in a location, for queries; {@link Balances} changes it. */
@Entity
@Immutable
@Table(name = "inventory_balance")
public class Balance extends CompanyRow {
    private UUID itemId;
    private UUID locationId;
    private BigDecimal onHand;
    private BigDecimal reserved;

    protected Balance() {}
}
