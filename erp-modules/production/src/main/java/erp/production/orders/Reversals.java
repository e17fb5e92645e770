package erp.production.orders;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.finance.Finance;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.ledger.Entry;
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
import erp.production.common.ProductionError;
import erp.production.documents.PostingKind;
import erp.production.documents.PostingView;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * The way back from a posting: components return at what they cost, output leaves at what it is
 * worth by now, hours and scrap are taken off. Dated today.
 */
public final class Reversals {
    private final Inventory inventory;
    private final Finance finance;

    public Reversals(Inventory inventory, Finance finance) {
        this.inventory = inventory;
        this.finance = finance;
    }

    /** Of a line, the id that it will have. */
    private record Back(UUID id, PostingLine line) {}

    /**
     * Throws POSTING_NOT_FOUND, ORDER_STATE, NOT_REVERSIBLE, ALREADY_REVERSED, inventory's where
     * the output is not there any more, and the ledger's.
     */
    PostingView reverse(Tx tx, UUID id, LongConsumer expect) {
        Posting original = new WorkOrderQueries_(tx.session()).posting(id).getSingleResultOrNull();
        if (original == null) {
            throw new ErpException(ProductionError.POSTING_NOT_FOUND, "there is no posting %s", id);
        }
        expect.accept(0);
        WorkOrder order = WorkOrders.lock(tx, original.order(), _ -> {});
        order.requirePostable();
        if (original.isReversal() || original.kind() == PostingKind.CLOSE) {
            throw new ErpException(
                    ProductionError.NOT_REVERSIBLE, "posting %s cannot be taken back", id);
        }
        if (new WorkOrderQueries_(tx.session()).reversals(id) > 0) {
            throw new ErpException(
                    ProductionError.ALREADY_REVERSED, "posting %s was taken back already", id);
        }
        LocalDate date = tx.today();
        UUID reversal = tx.newId();
        List<Back> backs =
                original.lines().stream().map(line -> new Back(tx.newId(), line)).toList();
        Iterator<Money> costs = move(tx, order, reversal, date, backs).iterator();
        List<PostingLine> lines = new ArrayList<>();
        for (Back back : backs) {
            PostingLine line = back.line();
            BigDecimal worth =
                    line.kind() == PostingLine.Kind.OUTPUT ? costs.next().amount() : line.value();
            BigDecimal again = order.isInProgress() ? line.reservedPart() : BigDecimal.ZERO;
            lines.add(line.reversed(back.id(), worth, again));
        }
        postTime(tx, order, reversal, date, backs);
        postScrap(tx, order, reversal, date, backs);
        takeOff(order, lines);
        reserveAgain(tx, order, lines);
        return Postings.posted(
                tx,
                order,
                new Posting(
                        tx,
                        reversal,
                        order,
                        original.kind(),
                        date,
                        new Money(Postings.sum(lines, PostingLine::wipChange), order.currency()),
                        id,
                        lines));
    }

    /** Brings components back and takes outputs out; answers what each output cost. */
    private List<Money> move(
            Tx tx, WorkOrder order, UUID reversal, LocalDate date, List<Back> backs) {
        List<Incoming> returned = new ArrayList<>();
        List<Issue> taken = new ArrayList<>();
        List<StockLine> unreserved = new ArrayList<>();
        for (Back back : backs) {
            PostingLine line = back.line();
            Quantity quantity = new Quantity(line.quantity());
            if (line.kind() == PostingLine.Kind.COMPONENT) {
                ItemId item = new ItemId(line.item());
                Money cost = new Money(line.value(), order.currency());
                returned.add(new Incoming(back.id(), item, quantity, cost));
            } else if (line.kind() == PostingLine.Kind.OUTPUT) {
                ItemId item = new ItemId(line.item());
                taken.add(new Issue(back.id(), back.id(), item, quantity));
                unreserved.add(new StockLine(back.id(), "", item, quantity));
            }
        }
        return taken.isEmpty() && returned.isEmpty()
                ? List.of()
                : inventory.convert(
                        tx,
                        new Conversion(
                                new Origin(Posting.TYPE, reversal),
                                WorkOrders.origin(order.getId()),
                                new WarehouseId(order.warehouseId()),
                                date,
                                "Taken back of " + order.number(),
                                unreserved,
                                taken,
                                returned));
    }

    private void postTime(Tx tx, WorkOrder order, UUID reversal, LocalDate date, List<Back> backs) {
        List<PostingLine> hours =
                backs.stream()
                        .map(Back::line)
                        .filter(it -> it.kind() == PostingLine.Kind.OPERATION)
                        .toList();
        if (!hours.isEmpty()) {
            Absorption.post(
                    tx,
                    finance.ledger(),
                    new Source(Posting.TYPE, reversal, "absorbed"),
                    date,
                    "Time taken back of " + order.number(),
                    order.currency(),
                    Postings.sum(hours, PostingLine::labour).negate(),
                    Postings.sum(hours, PostingLine::value).negate());
        }
    }

    private void postScrap(
            Tx tx, WorkOrder order, UUID reversal, LocalDate date, List<Back> backs) {
        BigDecimal scrap =
                Postings.sum(
                        backs.stream()
                                .map(Back::line)
                                .filter(it -> it.kind() == PostingLine.Kind.SCRAP)
                                .toList(),
                        PostingLine::value);
        if (scrap.signum() > 0) {
            Money value = new Money(scrap, order.currency());
            finance.ledger()
                    .post(
                            tx,
                            new Entry(
                                    Book.GENERAL,
                                    new Source(Posting.TYPE, reversal, "scrap"),
                                    date,
                                    "Scrap taken back of " + order.number(),
                                    List.of(
                                            Line.debit(AccountRole.WORK_IN_PROGRESS, value),
                                            Line.credit(AccountRole.PRODUCTION_SCRAP, value))));
        }
    }

    /** Counts down what the order has; the lines are negative. */
    private static void takeOff(WorkOrder order, List<PostingLine> lines) {
        Map<UUID, Component> components = Postings.byId(order.components(), Component::getId);
        Map<UUID, Output> outputs = Postings.byId(order.outputs(), Output::getId);
        Map<UUID, OrderOperation> operations =
                Postings.byId(order.operations(), OrderOperation::getId);
        for (PostingLine line : lines) {
            BigDecimal quantity = line.quantity().negate();
            BigDecimal value = line.value().negate();
            switch (line.kind()) {
                case COMPONENT ->
                        Postings.found(components.get(line.subject()))
                                .bringBack(quantity, line.reservedPart().negate(), value);
                case OUTPUT ->
                        Postings.found(outputs.get(line.subject()))
                                .bringBack(quantity, BigDecimal.ZERO, value);
                case SCRAP ->
                        Postings.found(outputs.get(line.subject()))
                                .bringBack(BigDecimal.ZERO, quantity, value);
                case OPERATION ->
                        Postings.found(operations.get(line.subject()))
                                .book(quantity.negate(), value.negate());
            }
        }
    }

    private void reserveAgain(Tx tx, WorkOrder order, List<PostingLine> lines) {
        List<StockLine> again = new ArrayList<>();
        for (PostingLine line : lines) {
            if (line.kind() == PostingLine.Kind.COMPONENT && line.reservedPart().signum() < 0) {
                again.add(
                        new StockLine(
                                line.subject(),
                                "",
                                new ItemId(line.item()),
                                new Quantity(line.reservedPart().negate())));
            }
        }
        if (!again.isEmpty()) {
            inventory.reserveAgain(tx, new WarehouseId(order.warehouseId()), again);
        }
    }
}
