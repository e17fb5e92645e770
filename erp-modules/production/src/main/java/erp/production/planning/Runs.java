package erp.production.planning;

import erp.core.ErpException;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.inventory.Inventory;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.planning.PurchaseProposed;
import erp.inventory.stock.Origin;
import erp.production.common.ProductionError;
import erp.production.items.Procurement;
import erp.production.orders.NewWorkOrder;
import erp.production.orders.WorkOrders;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Planning runs as people see them, and what they take up of them. */
public final class Runs {
    private final Inventory inventory;
    private final WorkOrders orders;

    public Runs(Inventory inventory, WorkOrders orders) {
        this.inventory = inventory;
        this.orders = orders;
    }

    /** Classes that Hibernate maps. */
    public static List<Class<?>> entities() {
        return List.of(
                ActionMessage.class, Pegging.class, PlannedDemand.class, Proposal.class, Run.class);
    }

    /** Asks for a run; the job does it. Throws UNKNOWN_WAREHOUSE. */
    RunView ask(Tx tx, NewRun wanted) {
        inventory.requireWarehouse(tx, new WarehouseId(wanted.warehouseId()), "/warehouseId");
        return tx.created(
                        Run.TYPE,
                        new Run(tx, wanted),
                        Map.of("warehouse", wanted.warehouseId(), "horizonDays", wanted.days()))
                .view();
    }

    Run run(Tx tx, UUID id) {
        return tx.require(Run.class, id, ProductionError.RUN_NOT_FOUND);
    }

    Proposal proposal(Tx tx, UUID id) {
        return tx.require(Proposal.class, id, ProductionError.PLANNED_ORDER_NOT_FOUND);
    }

    /**
     * What was made of a planned order.
     *
     * @param workOrderId where it is made; absent where it is bought: purchasing has a requisition
     */
    public record Firmed(ProposalView plannedOrder, @Nullable UUID workOrderId) {}

    /**
     * Takes a planned order up: a firm work order, or a proposal to purchasing, in the same
     * transaction. Throws PLANNED_ORDER_NOT_FOUND, ALREADY_FIRMED, RUN_STATE, and what making a
     * work order throws.
     */
    Firmed firm(Tx tx, UUID id, LongConsumer expect) {
        Optional<UUID> run = runOf(tx, id);
        run.ifPresent(it -> lock(tx, it));
        Proposal proposal = tx.lock(Proposal.class, id, ProductionError.PLANNED_ORDER_NOT_FOUND);
        expect.accept(proposal.getVersion());
        ProposalView view = proposal.view();
        proposal.firm();
        requireQuiet(tx, view);
        UUID order = view.kind() == Procurement.MAKE ? make(tx, view) : null;
        if (order == null) {
            tx.changed(
                    Proposal.TYPE,
                    proposal,
                    "firm",
                    Map.of("quantity", view.quantity()),
                    new PurchaseProposed(
                            new Origin(Proposal.TYPE, id),
                            new ItemId(view.itemId()),
                            new WarehouseId(view.warehouseId()),
                            view.quantity(),
                            view.dueDate()));
        } else {
            tx.changed(Proposal.TYPE, proposal, "firm", Map.of("workOrder", order));
        }
        return new Firmed(proposal.view(), order);
    }

    private UUID make(Tx tx, ProposalView view) {
        return orders.firmed(
                tx,
                new NewWorkOrder(
                        null,
                        view.itemId(),
                        view.warehouseId(),
                        view.quantity(),
                        null,
                        view.startDate(),
                        view.dueDate(),
                        view.billId(),
                        null,
                        null),
                view.id());
    }

    private static Optional<UUID> runOf(Tx tx, UUID proposal) {
        return Sql.query(
                        tx.session(),
                        "select run_id from production_planned_order where id = ? and company_id ="
                                + " ?",
                        List.of(proposal, tx.companyId()),
                        row -> Sql.uuid(row.getBytes(1)))
                .stream()
                .findFirst();
    }

    private static void lock(Tx tx, UUID run) {
        Sql.query(
                tx.session(),
                "select id from production_run where company_id = ? and id = ? for update",
                List.of(tx.companyId(), run),
                row -> row.getBytes(1));
    }

    /** Holds the run whose proposals can be firmed, if there is one, until commit. */
    static void lockLast(Tx tx, UUID warehouse) {
        Sql.query(
                        tx.session(),
                        """
                        select id from production_run
                        where company_id = ? and warehouse_id = ? and state = 'DONE'
                        order by id desc limit 1\
                        """,
                        List.of(tx.companyId(), warehouse),
                        row -> Sql.uuid(row.getBytes(1)))
                .forEach(run -> lock(tx, run));
    }

    /**
     * Only what the last run proposed counts, and while none is under way: what that has read
     * already it would propose once more. The run's row is locked, and whoever begins another locks
     * it too.
     */
    private static void requireQuiet(Tx tx, ProposalView proposal) {
        List<String> against =
                Sql.query(
                        tx.session(),
                        """
                        select case when id = ? then 'the planning run is not done'
                            when state = 'DONE' then 'a later planning run replaces it'
                            else 'a planning run of the warehouse is under way' end
                        from production_run
                        where company_id = ? and warehouse_id = ?
                        and (state = 'RUNNING' or (id = ? and state <> 'DONE')
                            or (id > ? and state = 'DONE')) limit 1\
                        """,
                        List.of(
                                proposal.runId(),
                                tx.companyId(),
                                proposal.warehouseId(),
                                proposal.runId(),
                                proposal.runId()),
                        row -> row.getString(1));
        if (!against.isEmpty()) {
            throw new ErpException(
                    ProductionError.RUN_STATE,
                    "%s: take up what the last run proposes",
                    against.getFirst());
        }
    }
}
