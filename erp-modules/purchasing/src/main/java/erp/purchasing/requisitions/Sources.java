package erp.purchasing.requisitions;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who sells an item. */
final class Sources {
    private Sources() {}

    /** The supplier in use that sells so many at the lowest price; of equals the fastest. */
    static Optional<UUID> cheapest(Tx tx, UUID item, Quantity quantity) {
        return Sql.query(
                        tx.session(),
                        """
                        select i.supplier_id
                        from purchasing_supplier_item i
                        join purchasing_supplier s on s.id = i.supplier_id and s.active
                        join purchasing_price_break p on p.supplier_item_id = i.id
                          and p.from_quantity = (select max(q.from_quantity) from purchasing_price_break q
                            where q.supplier_item_id = i.id
                              and q.from_quantity <= greatest(?, coalesce(i.minimum_quantity, 0)))
                        where i.item_id = ? and i.company_id = ?
                        order by p.unit_price, i.lead_time_days, i.id limit 1\
                        """,
                        List.of(quantity.value(), item, tx.companyId()),
                        row -> Sql.uuid(row.getBytes(1)))
                .stream()
                .findFirst();
    }
}
