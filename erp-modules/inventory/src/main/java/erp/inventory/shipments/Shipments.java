package erp.inventory.shipments;

import erp.core.paging.PageRequest;
import erp.core.party.Parties;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.inventory.items.Location;
import erp.inventory.stock.Origin;
import erp.inventory.stock.Stock;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes shipments and reads them. */
public final class Shipments {
    private final Stock stock;
    private final Parties parties = new Parties();

    public Shipments(Stock stock) {
        this.stock = stock;
    }

    /**
     * Delivers goods out of their reservations: the document, its history, moves, balances,
     * valuation and the one ledger entry (cost of goods sold against inventory). Everything pending
     * is sent before stock is locked; call it last. Throws PARTY_NOT_FOUND and what stock and
     * ledger throw.
     */
    public Shipment deliver(Tx tx, GoodsOut goods) {
        Delivery delivery = tx.add(new Delivery(tx, goods, parties.details(tx, goods.party())));
        Origin source = goods.source();
        tx.record(goods.type(), goods.id(), 0, "create", Map.of(source.kind(), source.id()));
        stock.issue(
                tx,
                new Origin(goods.type(), goods.id()),
                goods.date(),
                Location.main(goods.warehouse().value()),
                tx.company().currency(),
                delivery.issues());
        return delivery.shipment();
    }

    /**
     * Takes in goods at their cost: the document, its history, moves, balances, valuation and the
     * one ledger entry (inventory against goods received and not invoiced). Everything pending is
     * sent before stock is locked; call it last. Throws PARTY_NOT_FOUND, STOCK_LIMIT and what the
     * ledger throws.
     */
    public ReceiptView receive(Tx tx, GoodsIn goods) {
        UUID sender = goods.sender();
        Receipt receipt =
                tx.add(new Receipt(tx, goods, sender == null ? null : parties.details(tx, sender)));
        ReceiptView view = receipt.view();
        tx.record(goods.type(), goods.id(), 0, "receive", Map.of("value", view.value()));
        stock.receive(
                tx,
                new Origin(goods.type(), goods.id()),
                goods.date(),
                Location.main(goods.warehouse().value()),
                tx.company().currency(),
                receipt.incoming());
        return view;
    }

    /** A delivery for documents of that type, {@code sales.order}. */
    public Optional<Shipment> delivery(Tx tx, String sourceType, UUID id) {
        return queries(tx).delivery(id, sourceType).uniqueResultOptional().map(Delivery::shipment);
    }

    /** Deliveries for a document, newest first, one more than the page holds. */
    public List<Shipment> deliveries(Tx tx, Origin source, PageRequest page) {
        ShipmentQueries queries = queries(tx);
        List<UUID> ids =
                queries.deliveryIds(source.type(), source.id(), page.before(), page.fetch());
        return ids.isEmpty()
                ? List.of()
                : queries.deliveries(ids).stream().map(Delivery::shipment).toList();
    }

    /**
     * Deliveries that an invoice bills, oldest first.
     *
     * @param invoice the how-manyth of the document it is
     */
    public List<DeliveryDate> billedBy(Tx tx, Origin source, int invoice) {
        return Sql.query(
                tx.session(),
                """
                select id, delivery_date from sales_delivery
                where order_id = ? and source_type = ? and invoice_of_order = ? and company_id = ?
                order by delivery_date, id\
                """,
                List.of(source.id(), source.type(), invoice, tx.companyId()),
                row ->
                        new DeliveryDate(
                                Sql.uuid(row.getBytes(1)), row.getObject(2, LocalDate.class)));
    }

    private static ShipmentQueries queries(Tx tx) {
        return new ShipmentQueries_(tx.session());
    }
}
