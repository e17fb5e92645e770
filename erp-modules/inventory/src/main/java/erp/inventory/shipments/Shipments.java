package erp.inventory.shipments;

import erp.core.listing.Listing;
import erp.core.party.Parties;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.ledger.ReversalView;
import erp.finance.ledger.Reversals;
import erp.inventory.items.Location;
import erp.inventory.items.WarehouseId;
import erp.inventory.stock.Mirrors;
import erp.inventory.stock.Origin;
import erp.inventory.stock.Stock;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        Origin source = goods.source();
        Delivery delivery =
                tx.created(
                        goods.type(),
                        new Delivery(tx, goods, parties.details(tx, goods.party())),
                        Map.of(source.kind(), source.id()));
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
        tx.changed(goods.type(), receipt, "receive", Map.of("value", view.value()));
        stock.receive(
                tx,
                new Origin(goods.type(), goods.id()),
                goods.date(),
                Location.main(goods.warehouse().value()),
                tx.company().currency(),
                receipt.incoming());
        return view;
    }

    /**
     * Sends goods back to whoever sent them, at what they were received at: the document, its
     * history, moves, balances, valuation and the one ledger entry (goods received and not invoiced
     * against inventory; where the stock cannot give what they cost, the rest is price variance).
     * Nothing is taken that is set aside. Everything pending is sent before stock is locked; call
     * it last. Throws PARTY_NOT_FOUND, INSUFFICIENT_STOCK and what the ledger throws.
     *
     * @param costs of its lines, in their order
     */
    public Shipment sendBack(Tx tx, GoodsOut goods, List<Money> costs) {
        Origin source = goods.source();
        Delivery delivery =
                tx.created(
                        goods.type(),
                        new Delivery(tx, goods, parties.details(tx, goods.party())),
                        Map.of(source.kind(), source.id()));
        stock.sendBack(
                tx,
                new Origin(goods.type(), goods.id()),
                goods.date(),
                Location.main(goods.warehouse().value()),
                tx.company().currency(),
                delivery.returns(costs));
        return delivery.shipment();
    }

    /**
     * Moves the goods of a shipment back that is being taken back, at what they were worth then.
     * Everything pending is sent before stock is locked; the ledger's part is yet to be posted.
     * Throws INSUFFICIENT_STOCK, VALUE_AT_DATE.
     */
    public void moveBack(Tx tx, Reversals.Begun begun, WarehouseId warehouse) {
        tx.record(begun.type(), begun.document(), 1, "reverse", begun.detail());
        Mirrors.post(tx, begun.document(), begun.date(), Location.main(warehouse.value()));
    }

    /** A delivery for documents of that type, {@code sales.order}. */
    public Optional<Shipment> delivery(Tx tx, String sourceType, UUID id) {
        return queries(tx).delivery(id, sourceType).uniqueResultOptional().map(Delivery::shipment);
    }

    /** A list of deliveries within {@link #of one document}, as whoever made them shows them. */
    public static <V> Listing<V> listing(
            Class<V> view, BiFunction<Shipment, @Nullable ReversalView, V> show) {
        return Listing.of(Delivery.class)
                .within("it.sourceType = :type and it.sourceId = :source")
                .asAll(
                        view,
                        (tx, rows) -> {
                            Map<UUID, ReversalView> reversed =
                                    Reversals.of(tx, rows.stream().map(Delivery::getId).toList());
                            return withLines(tx, rows)
                                    .map(Delivery::shipment)
                                    .map(it -> show.apply(it, reversed.get(it.id())))
                                    .toList();
                        });
    }

    /** The one document. */
    public static Map<String, ?> of(Origin source) {
        return Map.of("type", source.type(), "source", source.id());
    }

    /**
     * Deliveries that an invoice bills, oldest first: those that wait for it, or for one after the
     * last before it, which was taken back.
     *
     * @param last the how-manyth of the document the last before it is, 0 for none
     * @param invoice the how-manyth it is
     */
    public List<DeliveryDate> billedBy(Tx tx, Origin source, int last, int invoice) {
        return Sql.query(
                tx.session(),
                """
                select id, delivery_date from sales_delivery
                where order_id = ? and source_type = ? and company_id = ?
                  and invoice_of_order > ? and invoice_of_order <= ?
                  and id not in (select document_id from finance_reversal)
                order by delivery_date, id\
                """,
                List.of(source.id(), source.type(), tx.companyId(), last, invoice),
                row ->
                        new DeliveryDate(
                                Sql.uuid(row.getBytes(1)), row.getObject(2, LocalDate.class)));
    }

    /** What of each line of a document was delivered by what stands. */
    public Map<UUID, BigDecimal> standing(Tx tx, Origin source) {
        Map<UUID, BigDecimal> quantities = new HashMap<>();
        for (Delivered line : queries(tx).standing(source.type(), source.id())) {
            quantities.put(line.sourceLine(), line.quantity());
        }
        return quantities;
    }

    /** How many deliveries of a document stand. */
    public int count(Tx tx, Origin source) {
        return Math.toIntExact(queries(tx).count(source.type(), source.id()));
    }

    /** One query reads the lines of all. */
    private static Stream<Delivery> withLines(Tx tx, List<Delivery> deliveries) {
        List<UUID> ids = deliveries.stream().map(Delivery::getId).toList();
        Map<UUID, Delivery> read =
                ids.isEmpty()
                        ? Map.of()
                        : queries(tx).deliveries(ids).stream()
                                .collect(Collectors.toMap(Delivery::getId, Function.identity()));
        return ids.stream().map(id -> Objects.requireNonNull(read.get(id)));
    }

    private static ShipmentQueries queries(Tx tx) {
        return new ShipmentQueries_(tx.session());
    }
}
