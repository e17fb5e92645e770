package erp.inventory.stock;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.inventory.items.ItemId;
import erp.inventory.items.LocationKind;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * From which document goods came that another took. Goods of an item in one place are not told
 * apart, and what they are worth is pooled: so what came in first is taken to have gone first, in
 * posting sequence. Both directions answer by the same sequence, so that they never differ.
 */
public final class Tracing {
    /** So much came by a document and went by another. */
    public record Leg(ItemId item, Quantity quantity, Origin from, Origin to) {}

    private Tracing() {}

    /**
     * What brought the goods that these documents took.
     *
     * @param undone documents that count for nothing: taken back, or taking back
     * @param most how many legs there may be; the others are left out
     */
    public static List<Leg> sources(
            Tx tx, Collection<UUID> takers, Collection<UUID> undone, int most) {
        return legs(tx, "from_location_id", "gone", "come", takers, undone, most);
    }

    /** What took the goods that these documents brought, as {@link #sources}. */
    public static List<Leg> uses(
            Tx tx, Collection<UUID> bringers, Collection<UUID> undone, int most) {
        return legs(tx, "to_location_id", "come", "gone", bringers, undone, most);
    }

    private static List<Leg> legs(
            Tx tx,
            String side,
            String end,
            String other,
            Collection<UUID> documents,
            Collection<UUID> undone,
            int most) {
        Set<UUID> items = new LinkedHashSet<>();
        Set<UUID> places = new LinkedHashSet<>();
        touched(tx, side, documents)
                .forEach(
                        it -> {
                            items.add(it.getKey());
                            places.add(it.getValue());
                        });
        if (items.isEmpty()) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>();
        for (int half = 0; half < 2; half++) {
            parameters.add(tx.companyId());
            parameters.addAll(items);
            parameters.addAll(places);
            parameters.addAll(undone);
        }
        parameters.addAll(documents);
        parameters.add(most);
        String which =
                "company_id = ? and item_id in (%s) and %%1$s in (%s)%s"
                        .formatted(
                                Sql.marks(items.size()),
                                Sql.marks(places.size()),
                                undone.isEmpty()
                                        ? ""
                                        : " and source_id not in (%s)"
                                                .formatted(Sql.marks(undone.size())));
        // The few moves of the documents come first: all of one side would be set against all of
        // the other where the database began with the many.
        return Sql.query(
                tx.session(),
                """
                with come as (%1$s), gone as (%2$s)
                select come.item_id, come.source_type, come.source_id, gone.source_type, gone.source_id,
                    sum(least(come.upto, gone.upto)
                        - greatest(come.upto - come.quantity, gone.upto - gone.quantity))
                from %3$s straight_join %4$s on gone.item_id = come.item_id and gone.place = come.place
                    and gone.upto > come.upto - come.quantity and gone.upto - gone.quantity < come.upto
                where %3$s.source_id in (%5$s)
                group by come.item_id, come.source_type, come.source_id, gone.source_type, gone.source_id
                order by come.item_id, come.source_id, gone.source_id limit ?\
                """
                        .formatted(
                                flow("to_location_id", which),
                                flow("from_location_id", which),
                                end,
                                other,
                                Sql.marks(documents.size())),
                parameters,
                row ->
                        new Leg(
                                new ItemId(Sql.uuid(row.getBytes(1))),
                                new Quantity(row.getBigDecimal(6)),
                                new Origin(row.getString(2), Sql.uuid(row.getBytes(3))),
                                new Origin(row.getString(4), Sql.uuid(row.getBytes(5)))));
    }

    /** Moves of one side, each with how much there was by then. */
    private static String flow(String side, String which) {
        return """
        select item_id, %1$s as place, source_type, source_id, quantity,
            sum(quantity) over (partition by item_id, %1$s order by id) as upto
        from inventory_move where %2$s\
        """
                .formatted(side, which.formatted(side));
    }

    /** Items and places that goods lie in. */
    private static List<Map.Entry<UUID, UUID>> touched(
            Tx tx, String side, Collection<UUID> documents) {
        if (documents.isEmpty()) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>(documents);
        parameters.add(tx.companyId());
        parameters.add(LocationKind.STORAGE.name());
        return Sql.query(
                tx.session(),
                """
                select distinct m.item_id, m.%1$s from inventory_move m
                join inventory_location p on p.id = m.%1$s
                where m.source_id in (%2$s) and m.company_id = ? and p.kind = ?\
                """
                        .formatted(side, Sql.marks(documents.size())),
                parameters,
                row -> Map.entry(Sql.uuid(row.getBytes(1)), Sql.uuid(row.getBytes(2))));
    }
}
