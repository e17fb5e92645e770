package erp.purchasing.replenishment;

import erp.core.tx.Document;
import erp.core.tx.Tx;
import erp.core.value.Quantity;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** When to buy how much of an item for a warehouse. */
@Entity
@Table(name = "purchasing_reorder_rule")
public class ReorderRule extends Document {
    private UUID warehouseId;
    private UUID itemId;
    private BigDecimal reorderPoint;
    private BigDecimal target;
    private @Nullable UUID supplierId;
    private Instant createdAt;

    protected ReorderRule() {}

    ReorderRule(Tx tx, NewReorderRule wanted) {
        super(tx.newId());
        this.createdAt = tx.now();
        say(wanted);
    }

    void change(NewReorderRule wanted) {
        say(wanted);
    }

    private void say(NewReorderRule wanted) {
        warehouseId = wanted.warehouseId();
        itemId = wanted.itemId();
        reorderPoint = wanted.reorderPoint().value();
        target = wanted.target().value();
        supplierId = wanted.supplierId();
    }

    ReorderRuleView view() {
        return new ReorderRuleView(
                getId(),
                warehouseId,
                itemId,
                new Quantity(reorderPoint),
                new Quantity(target),
                supplierId,
                getVersion());
    }
}
