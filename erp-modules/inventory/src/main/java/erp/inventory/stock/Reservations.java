package erp.inventory.stock;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.inventory.layers.ByItem;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who has set what aside: one row per document line and location, its open part counted down. */
public final class Reservations {
    private static final String TYPE = "decimal(19,6)";

    /** How many documents a refusal names of each item. */
    private static final int NAMED = 5;

    /**
     * Who holds so much of an item.
     *
     * @param others how many more documents do; told of the last one that is named
     */
    record Holder(Origin document, BigDecimal quantity, long others) {
        @Override
        public String toString() {
            return "%s %s holds %s%s"
                    .formatted(
                            document.type(),
                            document.id(),
                            new Quantity(quantity),
                            others > 0 ? ", others: " + others : "");
        }
    }

    private Reservations() {}

    public static void open(Tx tx, Origin origin, UUID location, List<StockLine> lines) {
        String row = "(?, ?, ?, ?, ?, ?, ?, ?, ?)";
        List<Object> parameters = new ArrayList<>();
        for (StockLine line : lines) {
            BigDecimal quantity = line.quantity().value();
            Collections.addAll(
                    parameters,
                    line.line(),
                    location,
                    tx.companyId(),
                    line.item().value(),
                    origin.type(),
                    origin.id(),
                    quantity,
                    quantity,
                    tx.now());
        }
        Sql.update(
                tx.session(),
                """
                insert into inventory_reservation (source_line_id, location_id, company_id, item_id,
                source_type, source_id, quantity, open_quantity, created_at) values \
                """
                        + String.join(", ", Collections.nCopies(lines.size(), row)),
                parameters);
    }

    /** Counts down what the lines have set aside. */
    public static void use(Tx tx, UUID location, ByItem byLine) {
        String amount = byLine.expression("source_line_id", TYPE);
        count(tx, location, byLine, "- " + amount, "open_quantity >= " + amount);
    }

    /** Gives back to the lines what they had set aside and used; never more than that. */
    public static void reopen(Tx tx, UUID location, ByItem byLine) {
        String amount = byLine.expression("source_line_id", TYPE);
        count(tx, location, byLine, "+ " + amount, "open_quantity + " + amount + " <= quantity");
    }

    /**
     * All of them or none.
     *
     * @param change of what is open, by line
     * @param guard what must hold before, by line
     */
    private static void count(Tx tx, UUID location, ByItem byLine, String change, String guard) {
        List<Object> parameters = new ArrayList<>(byLine.parameters());
        parameters.addAll(byLine.keys());
        parameters.add(location);
        parameters.add(tx.companyId());
        parameters.addAll(byLine.parameters());
        int changed =
                Sql.update(
                        tx.session(),
                        """
                        update inventory_reservation force index (primary)
                        set open_quantity = open_quantity %s
                        where source_line_id in (%s) and location_id = ? and company_id = ?
                        and %s
                        order by source_line_id, location_id\
                        """
                                .formatted(change, Sql.marks(byLine.size()), guard),
                        parameters);
        if (changed != byLine.size()) {
            throw new IllegalStateException(
                    "changed %d of %d reservations".formatted(changed, byLine.size()));
        }
    }

    /** The documents that hold most of each item. */
    static Map<UUID, List<Holder>> holders(Tx tx, UUID location, List<UUID> items) {
        List<Object> parameters = new ArrayList<>(items);
        parameters.add(location);
        parameters.add(tx.companyId());
        parameters.add(NAMED);
        Map<UUID, List<Holder>> holders = new HashMap<>();
        Sql.query(
                tx.session(),
                """
                select item_id, source_type, source_id, held, place, documents from (
                    select item_id, source_type, source_id, sum(open_quantity) as held,
                        row_number() over (partition by item_id
                            order by sum(open_quantity) desc, source_id) as place,
                        count(*) over (partition by item_id) as documents
                    from inventory_reservation
                    where item_id in (%s) and location_id = ? and company_id = ?
                        and open_quantity > 0
                    group by item_id, source_type, source_id
                ) h where place <= ? order by item_id, place\
                """
                        .formatted(Sql.marks(items.size())),
                parameters,
                row ->
                        holders.computeIfAbsent(Sql.uuid(row.getBytes(1)), _ -> new ArrayList<>())
                                .add(holder(row)));
        return holders;
    }

    private static Holder holder(ResultSet row) throws SQLException {
        return new Holder(
                new Origin(row.getString(2), Sql.uuid(row.getBytes(3))),
                row.getBigDecimal(4),
                row.getInt(5) == NAMED ? row.getLong(6) - NAMED : 0);
    }
}
