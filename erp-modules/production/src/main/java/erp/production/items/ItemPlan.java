package erp.production.items;

import erp.core.tx.Document;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** How an item is planned and what it should cost. */
@Entity
@Table(name = "production_item_plan")
public class ItemPlan extends Document {
    private UUID itemId;

    @Enumerated(EnumType.STRING)
    private @Nullable Procurement procurement;

    @Enumerated(EnumType.STRING)
    private LotSizing lotSizing;

    private @Nullable BigDecimal fixedQuantity;
    private @Nullable BigDecimal minimumQuantity;
    private @Nullable BigDecimal multipleQuantity;
    private int leadTimeDays;
    private BigDecimal safetyStock;
    private @Nullable UUID warehouseId;
    private @Nullable BigDecimal standardCost;
    private Instant createdAt;

    protected ItemPlan() {}

    ItemPlan(UUID id, NewItemPlan wanted, Instant createdAt) {
        super(id);
        this.itemId = wanted.itemId();
        this.createdAt = createdAt;
        say(wanted);
    }

    void change(NewItemPlan wanted) {
        say(wanted);
    }

    private void say(NewItemPlan wanted) {
        procurement = wanted.procurement();
        lotSizing = wanted.lotSizing();
        fixedQuantity = value(wanted.fixedQuantity());
        minimumQuantity = value(wanted.minimumQuantity());
        multipleQuantity = value(wanted.multipleQuantity());
        leadTimeDays = wanted.leadTimeDays();
        safetyStock = (wanted.safetyStock() == null ? Quantity.ZERO : wanted.safetyStock()).value();
        warehouseId = wanted.warehouseId();
        standardCost = wanted.standardCost() == null ? null : wanted.standardCost().value();
    }

    UUID itemId() {
        return itemId;
    }

    public ItemPlanView view() {
        return new ItemPlanView(
                getId(),
                itemId,
                procurement,
                lotSizing,
                quantity(fixedQuantity),
                quantity(minimumQuantity),
                quantity(multipleQuantity),
                leadTimeDays,
                new Quantity(safetyStock),
                warehouseId,
                standardCost == null ? null : new UnitPrice(standardCost),
                getVersion());
    }

    private static @Nullable BigDecimal value(@Nullable Quantity quantity) {
        return quantity == null ? null : quantity.value();
    }

    private static @Nullable Quantity quantity(@Nullable BigDecimal value) {
        return value == null ? null : new Quantity(value);
    }
}
