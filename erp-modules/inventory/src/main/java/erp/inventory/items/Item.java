package erp.inventory.items;

import erp.core.tx.Document;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.Instant;
import java.util.UUID;

/** Something that is stocked, in one base unit. Never deleted: deactivated. */
@Entity
@Table(name = "inventory_item")
public class Item extends Document {
    private String sku;
    private String name;
    private String unit;
    private boolean active;
    private Instant createdAt;

    protected Item() {}

    public Item(UUID id, NewItem wanted, Instant createdAt) {
        super(id);
        this.sku = wanted.sku();
        this.name = wanted.name().strip();
        this.unit = wanted.unit().strip();
        this.active = true;
        this.createdAt = createdAt;
    }

    /**
     * Nothing new of it is bought or sold; what is there can leave, be counted and be corrected.
     * Returns whether that changed it.
     */
    public boolean deactivate() {
        boolean changed = active;
        active = false;
        return changed;
    }

    public boolean activate() {
        boolean changed = !active;
        active = true;
        return changed;
    }

    public ItemView view() {
        return new ItemView(getId(), sku, name, unit, active, getVersion());
    }
}
