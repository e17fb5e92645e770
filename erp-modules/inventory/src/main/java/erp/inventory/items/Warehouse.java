package erp.inventory.items;

import erp.core.tx.Document;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.Instant;
import java.util.UUID;

/** A building with locations; its main storage is made with it. */
@Entity
@Table(name = "inventory_warehouse")
public class Warehouse extends Document {
    private String code;
    private String name;
    private Instant createdAt;

    protected Warehouse() {}

    public Warehouse(UUID id, NewWarehouse wanted, Instant createdAt) {
        super(id);
        this.code = wanted.code();
        this.name = wanted.name().strip();
        this.createdAt = createdAt;
    }

    public WarehouseView view() {
        return new WarehouseView(getId(), code, name, getVersion());
    }
}
