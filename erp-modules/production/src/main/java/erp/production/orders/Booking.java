package erp.production.orders;

import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Ledger;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.inventory.Inventory;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.stock.Conversion;
import erp.inventory.stock.Incoming;
import erp.inventory.stock.Issue;
import erp.inventory.stock.Origin;
import erp.inventory.stock.StockLine;
import erp.production.documents.PostingKind;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A posting of goods as it comes together: what it is worth stock says, once it is moved. */
final class Booking {
    private final UUID id;
    private final WorkOrder order;
    private final PostingKind kind;
    private final LocalDate date;
    private final List<PostingLine> lines = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private final List<StockLine> unreserved = new ArrayList<>();
    private final List<Incoming> made = new ArrayList<>();
    private BigDecimal scrap = BigDecimal.ZERO;

    /** So much of a component, all of it set aside before or none. */
    private record Taken(UUID line, Component component, BigDecimal quantity, boolean reserved) {
        BigDecimal ofReserved() {
            return reserved ? quantity : BigDecimal.ZERO;
        }
    }

    Booking(Tx tx, WorkOrder order, PostingKind kind, LocalDate date) {
        this.id = tx.newId();
        this.order = order;
        this.kind = kind;
        this.date = date;
    }

    /** Takes what is set aside first, and beyond that what can be had. */
    void take(Tx tx, Component component, BigDecimal quantity, String pointer) {
        BigDecimal held = component.reserved().min(quantity);
        if (held.signum() > 0) {
            taken.add(new Taken(tx.newId(), component, held, true));
        }
        BigDecimal more = quantity.subtract(held);
        if (more.signum() > 0) {
            UUID line = tx.newId();
            taken.add(new Taken(line, component, more, false));
            unreserved.add(
                    new StockLine(
                            line, pointer, new ItemId(component.itemId()), new Quantity(more)));
        }
    }

    /** Brings out what is good and loses what is not. */
    void give(Tx tx, Output output, BigDecimal good, BigDecimal bad) {
        Output.Worth worth = output.receive(good, bad, order.currency());
        if (good.signum() > 0) {
            UUID line = tx.newId();
            made.add(
                    new Incoming(
                            line,
                            new ItemId(output.itemId()),
                            new Quantity(good),
                            new Money(worth.good(), order.currency())));
            add(PostingLine.Kind.OUTPUT, line, output, good, worth.good());
        }
        if (bad.signum() > 0) {
            add(PostingLine.Kind.SCRAP, tx.newId(), output, bad, worth.bad());
            scrap = scrap.add(worth.bad());
        }
    }

    private void add(
            PostingLine.Kind of, UUID line, Output output, BigDecimal quantity, BigDecimal value) {
        lines.add(PostingLine.output(line, lines.size() + 1, of, output, quantity, value));
    }

    /** Moves the goods and posts what they are worth. */
    Posting post(Tx tx, Inventory inventory, Ledger ledger) {
        if (taken.isEmpty() && made.isEmpty()) {
            ledger.requireOpen(tx, date);
        } else {
            List<Money> costs = inventory.convert(tx, conversion());
            for (int i = 0; i < taken.size(); i++) {
                Taken part = taken.get(i);
                BigDecimal cost = costs.get(i).amount();
                part.component().issue(part.quantity(), part.ofReserved(), cost);
                lines.add(
                        PostingLine.component(
                                part.line(),
                                lines.size() + 1,
                                part.component(),
                                part.quantity(),
                                part.ofReserved(),
                                cost));
            }
        }
        Money lost = new Money(scrap, order.currency());
        if (lost.isPositive()) {
            ledger.post(
                    tx,
                    new Entry(
                            Book.GENERAL,
                            new Source(Posting.TYPE, id, "scrap"),
                            date,
                            "Scrap of " + order.number(),
                            List.of(
                                    Line.debit(AccountRole.PRODUCTION_SCRAP, lost),
                                    Line.credit(AccountRole.WORK_IN_PROGRESS, lost))));
        }
        return new Posting(tx, id, order, kind, date, change(), null, lines);
    }

    private Money change() {
        return new Money(
                lines.stream().map(PostingLine::wipChange).reduce(BigDecimal.ZERO, BigDecimal::add),
                order.currency());
    }

    private Conversion conversion() {
        return new Conversion(
                new Origin(Posting.TYPE, id),
                WorkOrders.origin(order.getId()),
                new WarehouseId(order.warehouseId()),
                date,
                (kind == PostingKind.ISSUE ? "Issued to " : "Received from ") + order.number(),
                unreserved,
                taken.stream()
                        .map(
                                it ->
                                        new Issue(
                                                it.line(),
                                                it.reserved() ? it.component().getId() : it.line(),
                                                new ItemId(it.component().itemId()),
                                                new Quantity(it.quantity())))
                        .toList(),
                made);
    }
}
