package erp.inventory.items;

import erp.core.tx.CompanyRow;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A place that goods can be in. Ids are known without asking: a warehouse's main storage shares the
 * warehouse's id, a company's virtual places are named after company and kind. So no move costs a
 * look-up.
 */
@Entity
@Table(name = "inventory_location")
public class Location extends CompanyRow {
    private @Nullable UUID warehouseId;

    @Enumerated(EnumType.STRING)
    private LocationKind kind;

    private String code;

    protected Location() {}

    private Location(UUID id, @Nullable UUID warehouseId, LocationKind kind, String code) {
        super(id);
        this.warehouseId = warehouseId;
        this.kind = kind;
        this.code = code;
    }

    public static Location mainOf(Warehouse warehouse) {
        return new Location(
                main(warehouse.getId()), warehouse.getId(), LocationKind.STORAGE, "MAIN");
    }

    public static Location virtual(UUID company, LocationKind kind) {
        return new Location(virtualId(company, kind), null, kind, kind.name());
    }

    /** Id of the warehouse's main storage. */
    public static UUID main(UUID warehouse) {
        return warehouse;
    }

    /** Id of the company's only place of a virtual kind. */
    public static UUID virtualId(UUID company, LocationKind kind) {
        if (!kind.isVirtual()) {
            throw new IllegalArgumentException(kind + " is not virtual");
        }
        return UUID.nameUUIDFromBytes(
                ("inventory_location/" + company + "/" + kind).getBytes(StandardCharsets.UTF_8));
    }
}
