package erp.purchasing.quotations;

import erp.core.Violations;
import erp.core.tx.Tx;
import erp.inventory.Inventory;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.stock.Origin;
import erp.purchasing.common.Limits;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.common.Reason;
import erp.purchasing.orders.NewPurchaseOrder;
import erp.purchasing.orders.PurchaseOrders;
import erp.purchasing.requisitions.Requisition;
import erp.purchasing.requisitions.Requisitions;
import erp.purchasing.suppliers.Suppliers;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Asks suppliers, keeps what they offer, compares it and takes some of it. */
public final class Rfqs {
    private final Inventory inventory;
    private final Suppliers suppliers;
    private final Requisitions requisitions;
    private final PurchaseOrders orders;

    public Rfqs(
            Inventory inventory,
            Suppliers suppliers,
            Requisitions requisitions,
            PurchaseOrders orders) {
        this.inventory = inventory;
        this.suppliers = suppliers;
        this.requisitions = requisitions;
        this.orders = orders;
    }

    /**
     * Throws REQUISITION_NOT_FOUND, REQUISITION_STATE, UNKNOWN_SUPPLIER, INACTIVE_SUPPLIER,
     * INVALID_LINES and inventory's.
     */
    RfqView ask(Tx tx, NewRfq wanted) {
        UUID requisition = wanted.requisitionId();
        List<NewRfq.Line> lines = wanted.lines();
        UUID warehouse = wanted.warehouseId();
        if (requisition != null) {
            Requisition asks = requisitions.named(tx, requisition);
            warehouse = asks.warehouseId();
            lines =
                    asks.lines().stream()
                            .map(it -> new NewRfq.Line(it.itemId(), it.quantity(), it.neededBy()))
                            .toList();
        }
        UUID into = Objects.requireNonNull(warehouse);
        List<NewRfq.Line> asked = Objects.requireNonNull(lines);
        inventory.requireWarehouse(tx, new WarehouseId(into), "/warehouseId");
        inventory.requireItems(
                tx,
                asked.stream().map(line -> new ItemId(line.itemId())).toList(),
                i -> "/lines/" + i + "/itemId");
        check(tx, wanted);
        Rfq rfq =
                tx.created(
                        Rfq.TYPE,
                        new Rfq(
                                tx,
                                into,
                                requisition,
                                wanted.answerBy(),
                                asked,
                                wanted.supplierIds()),
                        Map.of("suppliers", wanted.supplierIds().size(), "lines", asked.size()));
        return rfq.view(List.of(), List.of());
    }

    /** Throws RFQ_NOT_FOUND, RFQ_STATE, UNKNOWN_SUPPLIER, INVALID_LINES. */
    RfqView quote(Tx tx, UUID id, NewQuote offered, LongConsumer expect) {
        Rfq rfq = lock(tx, id, expect);
        rfq.quoted();
        PurchasingError.UNKNOWN_SUPPLIER.refuseIf(
                !rfq.asks(offered.supplierId()), "/supplierId", "unknown", "was not asked");
        Set<UUID> known = new HashSet<>();
        rfq.lines().forEach(line -> known.add(line.getId()));
        Violations wrong = new Violations();
        wrong.addIf(
                offered.validUntil().isBefore(tx.today()),
                "/validUntil",
                "past",
                "must not be before today");
        for (int i = 0; i < offered.lines().size(); i++) {
            wrong.addIf(
                    !known.remove(offered.lines().get(i).rfqLineId()),
                    "/lines/" + i + "/rfqLineId",
                    "unknown",
                    "is no line of it, or is there twice");
        }
        wrong.addIf(
                wrong.count() == 0 && worth(rfq, offered).compareTo(Limits.DOCUMENT) >= 0,
                "/lines",
                "range",
                "must be worth less than " + Limits.DOCUMENT);
        wrong.refuse(PurchasingError.INVALID_LINES);
        int revision =
                quotes(tx, id).stream()
                        .filter(it -> it.supplierId().equals(offered.supplierId()))
                        .mapToInt(it -> it.revision() + 1)
                        .findFirst()
                        .orElse(1);
        tx.add(new Quote(tx, id, revision, offered));
        tx.changed(
                Rfq.TYPE,
                rfq,
                "quote",
                Map.of("supplier", offered.supplierId(), "revision", revision));
        return view(tx, rfq);
    }

    ComparisonView compare(Tx tx, UUID id) {
        Rfq rfq = require(tx, id);
        return Comparison.of(rfq.lines(), quotes(tx, id), tx.today(), tx.company().currency());
    }

    /**
     * Takes offers: drafts of orders at their prices. Throws RFQ_NOT_FOUND, RFQ_STATE, NO_QUOTE,
     * REQUISITION_STATE, INVALID_LINES.
     */
    RfqView award(Tx tx, UUID id, @Nullable Award how, LongConsumer expect) {
        Rfq rfq = lock(tx, id, expect);
        rfq.award();
        UUID requisition = rfq.requisitionId();
        if (requisition != null) {
            Requisition asks = requisitions.lock(tx, requisition, _ -> {});
            asks.convert();
            tx.changed(Requisition.TYPE, asks, "convert", Map.of("rfq", id));
        }
        List<Award.Line> named = how == null ? null : how.lines();
        Map<RfqLine, Quote> taken = named == null ? cheapest(tx, rfq) : named(tx, rfq, named);
        Map<UUID, List<NewPurchaseOrder.Line>> bySupplier = new LinkedHashMap<>();
        taken.forEach(
                (line, quote) ->
                        bySupplier
                                .computeIfAbsent(quote.supplierId(), _ -> new ArrayList<>())
                                .add(
                                        new NewPurchaseOrder.Line(
                                                line.itemId(),
                                                line.quantity(),
                                                quote.price(line.getId()).orElseThrow(),
                                                null,
                                                tx.today().plusDays(quote.leadTimeDays()))));
        bySupplier.forEach(
                (supplier, lines) ->
                        orders.draft(
                                tx,
                                new NewPurchaseOrder(supplier, rfq.warehouseId(), null, lines),
                                new Origin(Rfq.TYPE, id)));
        tx.changed(Rfq.TYPE, rfq, "award", Map.of("orders", bySupplier.size()));
        return view(tx, rfq);
    }

    RfqView cancel(Tx tx, UUID id, Reason why, LongConsumer expect) {
        Rfq rfq = lock(tx, id, expect);
        rfq.cancel();
        tx.changed(Rfq.TYPE, rfq, "cancel", Map.of("reason", why.reason()));
        return view(tx, rfq);
    }

    RfqView view(Tx tx, UUID id) {
        return view(tx, require(tx, id));
    }

    private Map<RfqLine, Quote> cheapest(Tx tx, Rfq rfq) {
        List<Quote> quotes = quotes(tx, rfq.getId());
        Violations without = new Violations();
        Map<RfqLine, Quote> taken = new LinkedHashMap<>();
        for (RfqLine line : rfq.lines()) {
            Comparison.cheapest(line, quotes, tx.today())
                    .ifPresentOrElse(
                            quote -> taken.put(line, quote),
                            () ->
                                    without.add(
                                            "",
                                            "quote",
                                            "has no valid offer of line " + line.lineNo()));
        }
        without.refuse(PurchasingError.NO_QUOTE);
        return taken;
    }

    private static Map<RfqLine, Quote> named(Tx tx, Rfq rfq, List<Award.Line> wanted) {
        Map<UUID, RfqLine> lines = new HashMap<>();
        rfq.lines().forEach(line -> lines.put(line.getId(), line));
        Map<UUID, Quote> quotes = new HashMap<>();
        quotes(tx, rfq.getId()).forEach(quote -> quotes.put(quote.supplierId(), quote));
        Violations wrong = new Violations();
        Violations without = new Violations();
        Map<RfqLine, Quote> taken = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            RfqLine line = lines.remove(wanted.get(i).rfqLineId());
            Quote quote = quotes.get(wanted.get(i).supplierId());
            String at = "/lines/" + i;
            if (line == null) {
                wrong.add(at + "/rfqLineId", "unknown", "is no line of it, or is there twice");
            } else if (quote == null || quote.price(line.getId()).isEmpty()) {
                without.add(at + "/supplierId", "quote", "has not offered the line");
            } else if (quote.validUntil().isBefore(tx.today())) {
                without.add(
                        at + "/supplierId", "expired", "offered it until " + quote.validUntil());
            } else {
                taken.put(line, quote);
            }
        }
        if (rfq.requisitionId() != null && wrong.count() == 0) {
            // All of a requisition is converted: what is left out would be bought of nobody.
            lines.values().stream()
                    .sorted(Comparator.comparingInt(RfqLine::lineNo))
                    .forEach(
                            line ->
                                    wrong.add(
                                            "/lines",
                                            "complete",
                                            "must name line "
                                                    + line.lineNo()
                                                    + ", which the requisition asks for"));
        }
        wrong.refuse(PurchasingError.INVALID_LINES);
        without.refuse(PurchasingError.NO_QUOTE);
        return taken;
    }

    private void check(Tx tx, NewRfq wanted) {
        Violations wrong = new Violations();
        wrong.addIf(
                wanted.answerBy().isBefore(tx.today()),
                "/answerBy",
                "past",
                "must not be before today");
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < wanted.supplierIds().size(); i++) {
            UUID supplier = wanted.supplierIds().get(i);
            suppliers.active(tx, supplier, "/supplierIds/" + i);
            wrong.addIf(
                    !seen.add(supplier),
                    "/supplierIds/" + i,
                    "duplicate",
                    "is there a second time");
        }
        wrong.refuse(PurchasingError.INVALID_LINES);
    }

    private static BigDecimal worth(Rfq rfq, NewQuote offered) {
        Map<UUID, BigDecimal> quantities = new HashMap<>();
        rfq.lines().forEach(line -> quantities.put(line.getId(), line.quantity().value()));
        return offered.lines().stream()
                .map(
                        line ->
                                quantities
                                        .getOrDefault(line.rfqLineId(), BigDecimal.ZERO)
                                        .multiply(line.unitPrice().value()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static RfqView view(Tx tx, Rfq rfq) {
        tx.flush();
        return rfq.view(
                quotes(tx, rfq.getId()),
                new RfqQueries_(tx.session()).ordersOf(Rfq.TYPE, rfq.getId()));
    }

    private static List<Quote> quotes(Tx tx, UUID rfq) {
        return new RfqQueries_(tx.session()).quotes(rfq);
    }

    private static Rfq require(Tx tx, UUID id) {
        return tx.require(Rfq.class, id, PurchasingError.RFQ_NOT_FOUND);
    }

    private static Rfq lock(Tx tx, UUID id, LongConsumer expect) {
        Rfq rfq = tx.lock(Rfq.class, id, PurchasingError.RFQ_NOT_FOUND);
        expect.accept(rfq.getVersion());
        return rfq;
    }
}
