package erp.production.orders;

import com.google.errorprone.annotations.FormatMethod;

import erp.core.ErpException;
import erp.core.Ids;
import erp.core.tx.Document;
import erp.core.value.DocumentNumber;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.production.common.ProductionError;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Aggregate root: components, operations and outputs change only through it. */
@Entity
@Table(name = "production_order")
public class WorkOrder extends Document {
    public static final String TYPE = "production.work-order";

    private String number;

    @Enumerated(EnumType.STRING)
    private OrderKind kind;

    @Enumerated(EnumType.STRING)
    private OrderState state = OrderState.PLANNED;

    private UUID itemId;
    private @Nullable UUID billId;
    private @Nullable UUID routingId;
    private UUID warehouseId;
    private BigDecimal quantity;
    private BigDecimal tolerance;
    private LocalDate startDate;
    private LocalDate dueDate;
    private Currency currency;
    private BigDecimal plannedCost;

    /** What it has taken and not given: its part of the account of that role. */
    private BigDecimal wip;

    private int postings;
    private @Nullable UUID plannedOrderId;
    private Instant createdAt;
    private @Nullable Instant releasedAt;
    private @Nullable Instant closedAt;
    private @Nullable BigDecimal usageVariance;
    private @Nullable BigDecimal rateVariance;
    private @Nullable BigDecimal methodVariance;

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "order_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<Component> components = new ArrayList<>();

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "order_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<OrderOperation> operations = new ArrayList<>();

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "order_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<Output> outputs = new ArrayList<>();

    protected WorkOrder() {}

    WorkOrder(
            UUID id,
            NewWorkOrder wanted,
            Makeup makeup,
            @Nullable UUID plannedOrder,
            Currency currency,
            LocalDate today,
            Instant now) {
        super(id);
        this.number = DocumentNumber.of("WO", id, today);
        this.kind = wanted.kindOrDefault();
        this.currency = currency;
        this.plannedCost = Money.zero(currency).amount();
        this.wip = Money.zero(currency).amount();
        this.plannedOrderId = plannedOrder;
        this.createdAt = now;
        say(wanted, makeup, 0, 0, 0);
    }

    /** Says something else from now on. Throws ORDER_STATE. */
    void change(NewWorkOrder wanted, Makeup makeup) {
        requirePlanned();
        int component = components.isEmpty() ? 0 : components.getLast().index() + 1;
        int operation = operations.size();
        int output = outputs.isEmpty() ? 0 : outputs.getLast().index() + 1;
        components.clear();
        operations.clear();
        outputs.clear();
        kind = wanted.kindOrDefault();
        say(wanted, makeup, component, operation, output);
    }

    void requirePlanned() {
        check(state == OrderState.PLANNED, "is %s, only a planned one is changed", state);
    }

    void firm() {
        become(OrderState.FIRMED);
    }

    /**
     * Fixes what everything is planned to cost and sets all components aside. Throws ORDER_STATE,
     * COST_LIMIT.
     *
     * @param unitCosts of the items that go in, and of those that taking apart gives back
     * @param hourCosts by work centre
     */
    void release(Map<UUID, BigDecimal> unitCosts, Map<UUID, BigDecimal> hourCosts, Instant now) {
        become(OrderState.RELEASED);
        releasedAt = now;
        components.forEach(it -> it.plan(cost(unitCosts, it.itemId())));
        components.forEach(Component::reserve);
        operations.forEach(it -> it.plan(cost(hourCosts, it.workCentreId())));
        if (kind == OrderKind.DISASSEMBLE) {
            Shares.weigh(outputs, unitCosts);
        }
        BigDecimal cost =
                Stream.concat(
                                components.stream().map(Component::plannedCost),
                                operations.stream().map(OrderOperation::plannedCost))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (cost.compareTo(Shares.MOST_COST) >= 0) {
            throw new ErpException(
                    ProductionError.COST_LIMIT,
                    "order %s would cost %s or more",
                    number,
                    Shares.MOST_COST.toPlainString());
        }
        plannedCost = Money.rounded(cost, currency).amount();
        outputs.forEach(it -> it.plan(cost));
    }

    private static BigDecimal cost(Map<UUID, BigDecimal> costs, UUID of) {
        BigDecimal cost = costs.get(of);
        if (cost == null) {
            throw new IllegalStateException("nobody said what " + of + " costs");
        }
        return cost;
    }

    void requirePostable() {
        check(state.isPostable(), "is %s, nothing can be posted to it", state);
    }

    /** Whether goods that come back are wanted again. */
    boolean isInProgress() {
        return state == OrderState.IN_PROGRESS;
    }

    void requireMaking() {
        check(
                state == OrderState.RELEASED || state == OrderState.IN_PROGRESS,
                "is %s, nothing is received from it",
                state);
    }

    /** Counts a posting that adds so much to its work in progress. */
    void posted(Money change) {
        if (state == OrderState.RELEASED) {
            become(OrderState.IN_PROGRESS);
        }
        BigDecimal left = wip.add(change.amount());
        if (left.abs().compareTo(Shares.MOST_COST) >= 0) {
            throw new ErpException(
                    ProductionError.COST_LIMIT,
                    "work order %s would hold %s or more",
                    number,
                    Shares.MOST_COST.toPlainString());
        }
        wip = left;
        postings++;
    }

    /** The how-manyth posting comes next. */
    int nextPosting() {
        return postings + 1;
    }

    /** Answers the components whose rest is set aside and needed no more. */
    List<Component> complete() {
        become(OrderState.COMPLETED);
        return reserved();
    }

    void reopen() {
        check(state == OrderState.COMPLETED, "is %s, only a completed one is reopened", state);
        become(OrderState.IN_PROGRESS);
    }

    Variances settle() {
        check(state == OrderState.COMPLETED, "is %s, only a completed one is closed", state);
        List<Variances.Fact> facts =
                Stream.concat(
                                components.stream().map(Component::fact),
                                operations.stream().map(OrderOperation::fact))
                        .toList();
        BigDecimal earned =
                outputs.stream().map(Output::earned).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal worth =
                outputs.stream().map(Output::plannedWorth).reduce(BigDecimal.ZERO, BigDecimal::add);
        return Variances.of(facts, earned, worth, workInProgress());
    }

    void close(Variances variances, Instant now) {
        become(OrderState.CLOSED);
        posted(workInProgress().negate());
        closedAt = now;
        usageVariance = variances.usage().amount();
        rateVariance = variances.rate().amount();
        methodVariance = variances.method().amount();
    }

    /**
     * Answers the components that are set aside. Throws ORDER_STATE, also while something of it is
     * posted and not taken back.
     */
    List<Component> cancel() {
        boolean posted =
                wip.signum() != 0
                        || components.stream().anyMatch(Component::isIssued)
                        || operations.stream().anyMatch(OrderOperation::isBooked)
                        || outputs.stream().anyMatch(it -> it.made().signum() != 0);
        check(!posted, "has something posted: reverse that first, or complete it");
        become(OrderState.CANCELLED);
        return reserved();
    }

    /** A component for what was not planned. */
    Component unplanned(UUID item) {
        for (Component component : components) {
            if (component.itemId().equals(item)) {
                return component;
            }
        }
        int no = components.isEmpty() ? 1 : components.getLast().index() + 2;
        Component added = new Component(Ids.next(), no, item);
        components.add(added);
        return added;
    }

    List<Component> components() {
        return List.copyOf(components);
    }

    List<OrderOperation> operations() {
        return List.copyOf(operations);
    }

    List<Output> outputs() {
        return List.copyOf(outputs);
    }

    /** What it is for. */
    Output main() {
        return outputs.getFirst();
    }

    String number() {
        return number;
    }

    OrderKind kind() {
        return kind;
    }

    UUID warehouseId() {
        return warehouseId;
    }

    LocalDate startDate() {
        return startDate;
    }

    BigDecimal tolerance() {
        return tolerance;
    }

    Currency currency() {
        return currency;
    }

    Money workInProgress() {
        return new Money(wip, currency);
    }

    Money plannedCost() {
        return new Money(plannedCost, currency);
    }

    public WorkOrderView view() {
        return new WorkOrderView(
                getId(),
                number,
                kind,
                state,
                itemId,
                billId,
                routingId,
                warehouseId,
                new Quantity(quantity),
                tolerance.stripTrailingZeros(),
                startDate,
                dueDate,
                plannedCost(),
                workInProgress(),
                components.stream().map(it -> it.view(currency)).toList(),
                operations.stream().map(it -> it.view(currency)).toList(),
                outputs.stream().map(it -> it.view(currency)).toList(),
                settled(),
                plannedOrderId,
                getVersion());
    }

    private WorkOrderView.@Nullable Settled settled() {
        return usageVariance == null || rateVariance == null || methodVariance == null
                ? null
                : new WorkOrderView.Settled(
                        new Money(usageVariance, currency),
                        new Money(rateVariance, currency),
                        new Money(methodVariance, currency));
    }

    private List<Component> reserved() {
        return components.stream().filter(it -> it.reserved().signum() > 0).toList();
    }

    /** Lines are numbered on where others are removed in the same transaction. */
    private void say(NewWorkOrder wanted, Makeup makeup, int component, int operation, int output) {
        itemId = wanted.itemId();
        billId = makeup.bill();
        routingId = makeup.routing();
        warehouseId = wanted.warehouseId();
        quantity = wanted.quantity().value();
        tolerance = wanted.tolerance() == null ? BigDecimal.ZERO : wanted.tolerance();
        startDate = wanted.start();
        dueDate = wanted.dueDate();
        int no = component;
        for (Makeup.Input input : makeup.inputs()) {
            components.add(new Component(Ids.next(), ++no, input));
        }
        int at = operation;
        for (Makeup.Step step : makeup.steps()) {
            UUID id = Ids.next();
            operations.add(new OrderOperation(id, ++at, step));
            if (step.bought() != null) {
                components.add(new Component(Ids.next(), ++no, step.bought(), quantity, id));
            }
        }
        no = output;
        for (Makeup.Result result : makeup.results()) {
            outputs.add(new Output(Ids.next(), ++no, result));
        }
    }

    private void become(OrderState next) {
        check(state.next().contains(next), "is %s and cannot become %s", state, next);
        state = next;
    }

    @FormatMethod
    private void check(boolean holds, String format, Object... args) {
        if (!holds) {
            throw new ErpException(
                    ProductionError.ORDER_STATE,
                    "work order %s %s",
                    number,
                    format.formatted(args));
        }
    }
}
