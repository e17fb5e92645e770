package erp.inventory.layers;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Gatherers;

/**
 * Loads layers under lock, in the order of their ids, and stores them. A pooled layer has its
 * item's id.
 */
public final class Layers {
    /** So many are asked for in one statement. */
    private static final int AT_ONCE = 1_000;

    private Layers() {}

    /**
     * The pooled layer of a new item; it is made with the item, so that nobody races for it later.
     */
    public static void open(Tx tx, UUID item) {
        Sql.update(
                tx.session(),
                """
                insert into inventory_layer
                (id, company_id, item_id, quantity, value, last_move_date)
                values (?, ?, ?, 0, 0, ?)\
                """,
                List.of(item, tx.companyId(), item, tx.today()));
    }

    public static Map<UUID, Layer> lock(Tx tx, Collection<UUID> items, Currency currency) {
        List<UUID> ids = items.stream().distinct().sorted(ByItem.KEY_ORDER).toList();
        List<Object> parameters = new ArrayList<>(ids);
        parameters.add(tx.companyId());
        Map<UUID, Layer> layers = new LinkedHashMap<>();
        Sql.query(
                tx.session(),
                """
                select id, quantity, value, last_move_date
                from inventory_layer force index (primary)
                where id in (%s) and company_id = ? order by id for update\
                """
                        .formatted(Sql.marks(ids.size())),
                parameters,
                row -> {
                    UUID id = Sql.uuid(row.getBytes(1));
                    return layers.put(
                            id,
                            new Layer(
                                    id,
                                    new Quantity(row.getBigDecimal(2)),
                                    new Money(row.getBigDecimal(3), currency),
                                    row.getObject(4, LocalDate.class)));
                });
        if (layers.size() != ids.size()) {
            throw new IllegalStateException("an item without a layer among " + ids);
        }
        return layers;
    }

    /**
     * What a piece is worth on average, of items that lie in stock; read, not locked.
     *
     * @return by item, at the scale of a price
     */
    public static Map<UUID, BigDecimal> averages(Tx tx, Collection<UUID> items) {
        Map<UUID, BigDecimal> averages = new HashMap<>();
        List<List<UUID>> windows =
                items.stream().distinct().gather(Gatherers.windowFixed(AT_ONCE)).toList();
        for (List<UUID> some : windows) {
            List<Object> parameters = new ArrayList<>(some);
            parameters.add(tx.companyId());
            Sql.query(
                    tx.session(),
                    """
                    select id, value / quantity from inventory_layer
                    where id in (%s) and company_id = ? and quantity > 0\
                    """
                            .formatted(Sql.marks(some.size())),
                    parameters,
                    row ->
                            averages.put(
                                    Sql.uuid(row.getBytes(1)),
                                    row.getBigDecimal(2).setScale(6, RoundingMode.HALF_UP)));
        }
        return averages;
    }

    public static void store(Tx tx, Collection<Layer> layers) {
        ByItem quantities = new ByItem();
        ByItem values = new ByItem();
        List<@Nullable Object> dates = new ArrayList<>();
        for (Layer layer : layers) {
            quantities.add(layer.id(), layer.quantity().value());
            values.add(layer.id(), layer.value().amount());
            dates.add(layer.id());
            dates.add(layer.lastMove());
        }
        List<@Nullable Object> parameters = new ArrayList<>(quantities.parameters());
        parameters.addAll(values.parameters());
        parameters.addAll(dates);
        parameters.addAll(quantities.keys());
        parameters.add(tx.companyId());
        Sql.update(
                tx.session(),
                """
                update inventory_layer force index (primary)
                set quantity = %s, value = %s, last_move_date = case id%s end
                where id in (%s) and company_id = ? order by id\
                """
                        .formatted(
                                quantities.expression("id", "decimal(19,6)"),
                                values.expression("id", "decimal(19,4)"),
                                " when ? then cast(? as date)".repeat(layers.size()),
                                Sql.marks(quantities.size())),
                parameters);
    }
}
