package erp.inventory;

import erp.core.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Loads layers under lock, in the order of their ids, and stores them. A pooled layer has its
 * item's id.
 */
final class Layers {
    private Layers() {}

    /**
     * The pooled layer of a new item; it is made with the item, so that nobody races for it later.
     */
    static void open(Tx tx, UUID item) {
        Sql.update(
                tx,
                """
                insert into inventory_layer (id, company_id, item_id, quantity, value)
                values (?, ?, ?, 0, 0)\
                """,
                List.of(item, tx.companyId(), item));
    }

    static Map<UUID, Layer> lock(Tx tx, Collection<UUID> items, Currency currency) {
        List<UUID> ids = items.stream().distinct().sorted(ByItem.KEY_ORDER).toList();
        List<Object> parameters = new ArrayList<>(ids);
        parameters.add(tx.companyId());
        Map<UUID, Layer> layers = new LinkedHashMap<>();
        Sql.query(
                tx,
                """
                select id, quantity, value from inventory_layer force index (primary)
                where id in (%s) and company_id = ? order by id for update\
                """
                        .formatted(Sql.marks(ids.size())),
                parameters,
                row -> {
                    UUID id = Sql.uuid(row.getBytes(1));
                    Quantity quantity = new Quantity(row.getBigDecimal(2));
                    return layers.put(
                            id, new Layer(id, quantity, money(row.getBigDecimal(3), currency)));
                });
        if (layers.size() != ids.size()) {
            throw new IllegalStateException("an item without a layer among " + ids);
        }
        return layers;
    }

    static void store(Tx tx, Collection<Layer> layers) {
        ByItem quantities = new ByItem();
        ByItem values = new ByItem();
        for (Layer layer : layers) {
            quantities.add(layer.id(), layer.quantity().value());
            values.add(layer.id(), layer.value().amount());
        }
        List<Object> parameters = new ArrayList<>(quantities.parameters());
        parameters.addAll(values.parameters());
        parameters.addAll(quantities.keys());
        parameters.add(tx.companyId());
        Sql.update(
                tx,
                """
                update inventory_layer force index (primary) set quantity = %s, value = %s
                where id in (%s) and company_id = ? order by id\
                """
                        .formatted(
                                quantities.expression("id", "decimal(19,6)"),
                                values.expression("id", "decimal(19,4)"),
                                Sql.marks(quantities.size())),
                parameters);
    }

    private static Money money(BigDecimal amount, Currency currency) {
        return new Money(amount, currency);
    }
}
