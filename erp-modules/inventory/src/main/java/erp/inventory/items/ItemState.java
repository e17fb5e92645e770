package erp.inventory.items;

import erp.core.sql.Sql;
import erp.core.tx.Tx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a document must know of an item that it names. */
public record ItemState(UUID id, String sku, boolean active) {
    /** Those of the company that are committed, by id. */
    public static Map<UUID, ItemState> of(Tx tx, List<UUID> ids) {
        List<Object> parameters = new ArrayList<>(ids);
        parameters.add(tx.companyId());
        return Sql.query(
                        tx.session(),
                        """
                        select id, sku, active from inventory_item
                        where id in (%s) and company_id = ?\
                        """
                                .formatted(Sql.marks(ids.size())),
                        parameters,
                        row ->
                                new ItemState(
                                        Sql.uuid(row.getBytes(1)),
                                        row.getString(2),
                                        row.getBoolean(3)))
                .stream()
                .collect(Collectors.toMap(ItemState::id, Function.identity()));
    }
}
