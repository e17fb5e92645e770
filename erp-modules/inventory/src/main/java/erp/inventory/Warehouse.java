package erp.inventory;

import erp.core.Document;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.Instant;
import java.util.UUID;

/** A building with locations; its main storage is made with it. */
@Entity
@Table(name = "inventory_warehouse")
class Warehouse extends Document {
    private String code;
    private String name;
    private Instant createdAt;

    protected Warehouse() {}

    Warehouse(UUID id, String code, String name, Instant createdAt) {
        super(id);
        this.code = code;
        this.name = name;
        this.createdAt = createdAt;
    }

    WarehouseView view() {
        return new WarehouseView(getId(), code, name, getVersion());
    }
}
