package erp.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.sql.Sql;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.shipments.DeliveryDate;
import erp.inventory.shipments.GoodsIn;
import erp.inventory.shipments.GoodsOut;
import erp.inventory.shipments.ReceiptView;
import erp.inventory.shipments.Shipment;
import erp.inventory.stock.Origin;
import erp.inventory.stock.StockLine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Goods come in and go out for documents of other modules. */
class ShipmentsIT {
    private static Depot depot;

    @BeforeAll
    static void open() {
        depot = new Depot();
    }

    @AfterAll
    static void close() {
        depot.close();
    }

    @AfterEach
    void every_invariant_holds() throws SQLException {
        assertThat(depot.broken()).isEmpty();
    }

    @Test
    void what_is_received_for_a_document_names_it_and_who_sent_it() {
        UUID bolt = depot.stocked("IN-1", "1", "1");
        UUID supplier = depot.party("Steel Ltd");
        Origin order = new Origin("test.order", UUID.randomUUID());
        UUID line = UUID.randomUUID();
        UUID id = UUID.randomUUID();
        ReceiptView receipt =
                depot.server.write(
                        tx ->
                                depot.inventory
                                        .shipments()
                                        .receive(
                                                tx,
                                                new GoodsIn(
                                                        id,
                                                        "test.receipt",
                                                        order,
                                                        supplier,
                                                        new WarehouseId(depot.warehouse),
                                                        tx.today(),
                                                        List.of(in(line, bolt, 4, "2.50")))));
        assertThat(receipt.value()).isEqualTo(Money.of("10.00", "EUR"));
        assertThat(depot.onHand(bolt)).isEqualTo("5");
        assertThat(
                        text(
                                "select concat(source_type, ' ', sender_name) from"
                                        + " inventory_receipt where id = ? and source_id = ?",
                                id,
                                order.id()))
                .isEqualTo("test.order Steel Ltd");
        assertThat(
                        text(
                                "select concat(m.source_type, ' ', e.source_type, ' ', h.action)"
                                    + " from inventory_receipt_line l join inventory_move m on"
                                    + " m.source_line_id = l.id and m.source_id = l.receipt_id join"
                                    + " finance_journal_entry e on e.source_id = l.receipt_id join"
                                    + " core_history h on h.entity_id = l.receipt_id where"
                                    + " l.receipt_id = ? and l.source_line_id = ?",
                                id,
                                line))
                .isEqualTo("test.receipt test.receipt receive");
    }

    @Test
    void what_is_delivered_for_a_document_is_found_by_it_and_by_the_invoice_that_bills_it() {
        UUID bolt = depot.stocked("OUT-1", "10", "2");
        UUID customer = depot.party("Ada Ltd");
        Origin order = new Origin("test.order", UUID.randomUUID());
        UUID line = UUID.randomUUID();
        depot.server.write(
                tx -> {
                    depot.inventory.reserve(
                            tx,
                            order,
                            new WarehouseId(depot.warehouse),
                            List.of(
                                    new StockLine(
                                            line,
                                            "/lines/0/quantity",
                                            new ItemId(bolt),
                                            Quantity.of(5))));
                    return true;
                });
        Shipment first = deliver(order, customer, line, bolt, 2, 1);
        Shipment second = deliver(order, customer, line, bolt, 3, 2);
        assertThat(first.party()).isNotNull().extracting("name").isEqualTo("Ada Ltd");
        assertThat(first.lines()).extracting(Shipment.Line::sourceLine).containsExactly(line);
        assertThat(depot.onHand(bolt)).isEqualTo("5");
        assertThat(found("test.order", second.id())).contains(second);
        assertThat(found("sales.order", second.id())).isEmpty();
        assertThat(billedBy(order, 2))
                .containsExactly(new DeliveryDate(second.id(), second.date()));
    }

    private static Optional<Shipment> found(String sourceType, UUID id) {
        return depot.server.read(tx -> depot.inventory.shipments().delivery(tx, sourceType, id));
    }

    private static List<DeliveryDate> billedBy(Origin order, int invoice) {
        return depot.server.read(
                tx -> depot.inventory.shipments().billedBy(tx, order, invoice - 1, invoice));
    }

    private static Shipment deliver(
            Origin order, UUID customer, UUID line, UUID item, int quantity, int invoice) {
        return depot.server.write(
                tx ->
                        depot.inventory
                                .shipments()
                                .deliver(
                                        tx,
                                        new GoodsOut(
                                                tx.newId(),
                                                "test.delivery",
                                                order,
                                                invoice,
                                                customer,
                                                new WarehouseId(depot.warehouse),
                                                tx.today(),
                                                List.of(
                                                        new GoodsOut.Line(
                                                                line,
                                                                new ItemId(item),
                                                                Quantity.of(quantity))))));
    }

    private static GoodsIn.Line in(UUID line, UUID item, int quantity, String unitCost) {
        return new GoodsIn.Line(
                line,
                new ItemId(item),
                Quantity.of(quantity),
                new UnitPrice(new BigDecimal(unitCost)));
    }

    private static String text(String sql, UUID... parameters) {
        return depot.server.read(
                tx ->
                        Sql.query(tx.session(), sql, List.of(parameters), row -> row.getString(1))
                                .getFirst());
    }
}
