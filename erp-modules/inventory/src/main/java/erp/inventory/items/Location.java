package erp.inventory.items;

import erp.core.sql.Sql;
import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A place that goods can be in. Ids are known without asking: a warehouse's main storage shares the
 * warehouse's id, a company's virtual places are named after company and kind. So no move costs a
 * look-up.
 */
@Entity
@Table(name = "inventory_location")
public class Location extends CompanyRow {
    private static final String PRODUCTION = "PRODUCTION";

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

    /** Id of the company's place that production takes goods to and brings them from. */
    public static UUID production(UUID company) {
        return named(company, PRODUCTION);
    }

    /**
     * Makes sure of the place of production. A version before this one knows no such kind of place,
     * and reads these rows too: so it is an {@link LocationKind#ADJUSTMENT}, with a code of its
     * own.
     */
    public static UUID openProduction(Tx tx) {
        UUID id = production(tx.companyId());
        List<Integer> there =
                Sql.query(
                        tx.session(),
                        "select 1 from inventory_location where id = ?",
                        List.of(id),
                        row -> row.getInt(1));
        if (there.isEmpty()) {
            Sql.update(
                    tx.session(),
                    """
                    insert ignore into inventory_location (id, company_id, warehouse_id, kind, code)
                    values (?, ?, null, ?, ?)\
                    """,
                    List.of(id, tx.companyId(), LocationKind.ADJUSTMENT.name(), PRODUCTION));
        }
        return id;
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
        return named(company, kind.name());
    }

    private static UUID named(UUID company, String place) {
        return UUID.nameUUIDFromBytes(
                ("inventory_location/" + company + "/" + place).getBytes(StandardCharsets.UTF_8));
    }
}
