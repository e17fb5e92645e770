package erp.production.orders;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.Finance;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.inventory.Inventory;
import erp.inventory.items.ItemId;
import erp.production.centres.WorkCentre;
import erp.production.centres.WorkCentres;
import erp.production.common.ProductionError;
import erp.production.documents.NewIssue;
import erp.production.documents.NewOutput;
import erp.production.documents.NewTime;
import erp.production.documents.PostingKind;
import erp.production.documents.PostingView;
import erp.production.events.ProductionPosted;
import erp.production.events.WorkOrderClosed;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** What is posted to work orders, each in one transaction with stock and ledger. */
public final class Postings {
    private final Inventory inventory;
    private final Finance finance;

    public Postings(Inventory inventory, Finance finance) {
        this.inventory = inventory;
        this.finance = finance;
    }

    /**
     * Issues components: out of what is set aside, and beyond that what can be had. Throws
     * ORDER_STATE, INVALID_LINES, NOTHING_TO_ISSUE, FUTURE_DATE, inventory's and the ledger's.
     */
    PostingView issue(Tx tx, UUID id, NewIssue wanted, LongConsumer expect) {
        WorkOrder order = WorkOrders.lock(tx, id, expect);
        order.requirePostable();
        LocalDate date = tx.documentDate(wanted.date(), "/date");
        Booking booking = new Booking(tx, order, PostingKind.ISSUE, date);
        if (wanted.lines() == null) {
            List<Component> open =
                    order.components().stream()
                            .filter(it -> !it.isBackflushed() && it.open().signum() > 0)
                            .toList();
            if (open.isEmpty()) {
                throw new ErpException(
                        ProductionError.NOTHING_TO_ISSUE,
                        "work order %s has nothing left to issue",
                        order.number());
            }
            open.forEach(it -> booking.take(tx, it, it.open(), ""));
        } else {
            take(tx, order, wanted.lines(), booking);
        }
        return posted(tx, order, booking.post(tx, inventory, finance.ledger()));
    }

    private void take(Tx tx, WorkOrder order, List<NewIssue.Line> lines, Booking booking) {
        Map<UUID, Component> known = byId(order.components(), Component::getId);
        Violations wrong = new Violations();
        for (int i = 0; i < lines.size(); i++) {
            UUID component = lines.get(i).componentId();
            wrong.addIf(
                    component != null && !known.containsKey(component),
                    "/lines/" + i + "/componentId",
                    "unknown",
                    "is no component of the order");
        }
        wrong.refuse(ProductionError.INVALID_LINES);
        for (int i = 0; i < lines.size(); i++) {
            UUID item = lines.get(i).itemId();
            if (item != null) {
                String pointer = "/lines/" + i + "/itemId";
                inventory.requireItems(tx, List.of(new ItemId(item)), _ -> pointer);
            }
        }
        List<Component> taken = new ArrayList<>();
        for (NewIssue.Line line : lines) {
            Component named = line.componentId() == null ? null : known.get(line.componentId());
            UUID item = line.itemId();
            taken.add(named == null && item != null ? order.unplanned(item) : found(named));
        }
        refuseTwice(taken.stream().map(Component::getId).toList(), "componentId");
        for (int i = 0; i < lines.size(); i++) {
            BigDecimal quantity = lines.get(i).quantity().value();
            booking.take(tx, taken.get(i), quantity, "/lines/" + i + "/quantity");
        }
    }

    /**
     * Receives what came out, loses what is scrapped and issues what goes with it by itself. Throws
     * ORDER_STATE, INVALID_LINES, OVER_RECEIPT, FUTURE_DATE, inventory's and the ledger's.
     */
    PostingView receive(Tx tx, UUID id, NewOutput wanted, LongConsumer expect) {
        WorkOrder order = WorkOrders.lock(tx, id, expect);
        order.requireMaking();
        LocalDate date = tx.documentDate(wanted.date(), "/date");
        Booking booking = new Booking(tx, order, PostingKind.OUTPUT, date);
        Output main = order.main();
        BigDecimal before = main.made();
        if (wanted.lines() == null) {
            List<Output> open =
                    order.outputs().stream().filter(it -> it.open().signum() > 0).toList();
            if (open.isEmpty()) {
                throw new ErpException(
                        ProductionError.OVER_RECEIPT,
                        "work order %s has nothing left to receive",
                        order.number());
            }
            open.forEach(it -> booking.give(tx, it, it.open(), BigDecimal.ZERO));
        } else {
            give(tx, order, wanted.lines(), booking);
        }
        if (main.made().compareTo(before) > 0) {
            for (Component component : order.components()) {
                // What is spoilt may never have been with the supplier: that is issued by hand.
                BigDecimal by = component.isBought() ? main.received() : main.made();
                BigDecimal due =
                        component.isBackflushed()
                                ? component.missingAt(by, main.planned())
                                : BigDecimal.ZERO;
                if (due.signum() > 0) {
                    booking.take(
                            tx, component, due, "/components/" + component.index() + "/planned");
                }
            }
        }
        return posted(tx, order, booking.post(tx, inventory, finance.ledger()));
    }

    private static void give(Tx tx, WorkOrder order, List<NewOutput.Line> lines, Booking booking) {
        Map<UUID, Output> known = byId(order.outputs(), Output::getId);
        Violations wrong = new Violations();
        Violations tooMuch = new Violations();
        for (int i = 0; i < lines.size(); i++) {
            NewOutput.Line line = lines.get(i);
            Output output = known.get(line.outputId());
            if (output == null) {
                wrong.add("/lines/" + i + "/outputId", "unknown", "is no output of the order");
            } else {
                BigDecimal room = output.room(order.tolerance());
                tooMuch.addIf(
                        line.good().add(line.bad()).compareTo(room) > 0,
                        "/lines/" + i + "/quantity",
                        "open",
                        "is more than the "
                                + room.max(BigDecimal.ZERO).stripTrailingZeros().toPlainString()
                                + " that may still come out");
            }
        }
        wrong.refuse(ProductionError.INVALID_LINES);
        refuseTwice(lines.stream().map(NewOutput.Line::outputId).toList(), "outputId");
        tooMuch.refuse(ProductionError.OVER_RECEIPT);
        for (NewOutput.Line line : lines) {
            booking.give(tx, found(known.get(line.outputId())), line.good(), line.bad());
        }
    }

    /**
     * Books hours at the rates that their work centres have now. Throws ORDER_STATE, INVALID_LINES,
     * UNKNOWN_WORK_CENTRE, COST_LIMIT, FUTURE_DATE and the ledger's.
     */
    PostingView bookTime(Tx tx, UUID id, NewTime wanted, LongConsumer expect) {
        WorkOrder order = WorkOrders.lock(tx, id, expect);
        order.requirePostable();
        LocalDate date = tx.documentDate(wanted.date(), "/date");
        List<OrderOperation> done = operations(order, wanted.lines());
        List<UUID> places = new ArrayList<>();
        for (int i = 0; i < done.size(); i++) {
            UUID place = wanted.lines().get(i).workCentreId();
            places.add(place == null ? done.get(i).workCentreId() : place);
        }
        Map<UUID, WorkCentre> centres =
                WorkCentres.named(tx, places, i -> "/lines/" + i + "/workCentreId");
        List<PostingLine> lines = new ArrayList<>();
        for (int i = 0; i < done.size(); i++) {
            WorkCentre centre = WorkCentres.require(centres, places.get(i));
            BigDecimal hours = wanted.lines().get(i).hours().value();
            lines.add(
                    PostingLine.operation(
                            tx.newId(),
                            i + 1,
                            done.get(i),
                            places.get(i),
                            hours,
                            worth(hours, centre.labourRate(), order),
                            worth(hours, centre.machineRate(), order)));
        }
        UUID posting = tx.newId();
        BigDecimal value = sum(lines, PostingLine::value);
        Absorption.post(
                tx,
                finance.ledger(),
                new Source(Posting.TYPE, posting, "absorbed"),
                date,
                "Time for " + order.number(),
                order.currency(),
                sum(lines, PostingLine::labour),
                value);
        for (int i = 0; i < lines.size(); i++) {
            done.get(i).book(lines.get(i).quantity(), lines.get(i).value());
        }
        Money change = new Money(value, order.currency());
        return posted(
                tx,
                order,
                new Posting(tx, posting, order, PostingKind.TIME, date, change, null, lines));
    }

    private static List<OrderOperation> operations(WorkOrder order, List<NewTime.Line> lines) {
        Map<UUID, OrderOperation> known = byId(order.operations(), OrderOperation::getId);
        Violations wrong = new Violations();
        for (int i = 0; i < lines.size(); i++) {
            wrong.addIf(
                    !known.containsKey(lines.get(i).operationId()),
                    "/lines/" + i + "/operationId",
                    "unknown",
                    "is no operation of the order");
        }
        wrong.refuse(ProductionError.INVALID_LINES);
        return lines.stream().map(line -> found(known.get(line.operationId()))).toList();
    }

    private static BigDecimal worth(BigDecimal hours, BigDecimal rate, WorkOrder order) {
        BigDecimal exact = hours.multiply(rate);
        if (exact.compareTo(Shares.MOST_COST) >= 0) {
            throw new ErpException(
                    ProductionError.COST_LIMIT,
                    "the hours would cost %s or more",
                    Shares.MOST_COST.toPlainString());
        }
        return Money.rounded(exact, order.currency()).amount();
    }

    /**
     * Settles a completed order: what is left of it becomes variances, and nothing is posted to it
     * any more. Throws ORDER_STATE, FUTURE_DATE and the ledger's.
     */
    WorkOrderView close(Tx tx, UUID id, @Nullable LocalDate asked, LongConsumer expect) {
        WorkOrder order = WorkOrders.lock(tx, id, expect);
        LocalDate date = tx.documentDate(asked, "/date");
        Variances variances = order.settle();
        UUID posting = tx.newId();
        Money left = order.workInProgress();
        List<Line> lines = new ArrayList<>();
        put(lines, AccountRole.USAGE_VARIANCE, variances.usage());
        put(lines, AccountRole.RATE_VARIANCE, variances.rate());
        put(lines, AccountRole.METHOD_VARIANCE, variances.method());
        put(lines, AccountRole.WORK_IN_PROGRESS, left.negate());
        if (lines.isEmpty()) {
            finance.ledger().requireOpen(tx, date);
        } else {
            finance.ledger()
                    .post(
                            tx,
                            new Entry(
                                    Book.GENERAL,
                                    new Source(Posting.TYPE, posting, "variance"),
                                    date,
                                    "Variances of " + order.number(),
                                    lines));
        }
        Money change = left.negate();
        tx.posted(
                Posting.TYPE,
                tx.add(
                        new Posting(
                                tx,
                                posting,
                                order,
                                PostingKind.CLOSE,
                                date,
                                change,
                                null,
                                List.of())),
                "post",
                Map.of("kind", PostingKind.CLOSE, "value", change),
                new ProductionPosted(posting, id, PostingKind.CLOSE.name(), change));
        order.close(variances, tx.now());
        tx.posted(
                WorkOrder.TYPE,
                order,
                "close",
                Map.of(
                        "usage", variances.usage(),
                        "rate", variances.rate(),
                        "method", variances.method()),
                new WorkOrderClosed(id, order.view().itemId(), left));
        return order.view();
    }

    private static void put(List<Line> lines, AccountRole role, Money amount) {
        if (amount.isPositive()) {
            lines.add(Line.debit(role, amount));
        } else if (amount.isNegative()) {
            lines.add(Line.credit(role, amount.negate()));
        }
    }

    /** Keeps the posting and counts it in its order, which is under lock. */
    static PostingView posted(Tx tx, WorkOrder order, Posting posting) {
        PostingView view = tx.add(posting).view();
        order.posted(view.workInProgress());
        tx.posted(
                Posting.TYPE,
                posting,
                posting.isReversal() ? "reverse" : "post",
                Map.of("kind", view.kind(), "value", view.workInProgress()),
                new ProductionPosted(
                        view.id(), order.getId(), view.kind().name(), view.workInProgress()));
        tx.changed(
                WorkOrder.TYPE,
                order,
                posting.isReversal() ? "reverse" : verb(view.kind()),
                Map.of("posting", view.id(), "value", view.workInProgress()));
        return view;
    }

    private static String verb(PostingKind kind) {
        return switch (kind) {
            case ISSUE -> "issue";
            case OUTPUT -> "receive";
            case TIME -> "book-time";
            case CLOSE -> "close";
        };
    }

    static BigDecimal sum(List<PostingLine> lines, Function<PostingLine, BigDecimal> of) {
        return lines.stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void refuseTwice(List<UUID> ids, String member) {
        Violations twice = new Violations();
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            twice.addIf(
                    !seen.add(ids.get(i)),
                    "/lines/" + i + "/" + member,
                    "duplicate",
                    "is named twice");
        }
        twice.refuse(ProductionError.INVALID_LINES);
    }

    static <E> Map<UUID, E> byId(List<E> rows, Function<E, UUID> id) {
        return rows.stream().collect(Collectors.toMap(id, Function.identity()));
    }

    static <E> E found(@Nullable E row) {
        if (row == null) {
            throw new IllegalStateException("it was found before");
        }
        return row;
    }
}
