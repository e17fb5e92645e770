package erp.production;

import erp.core.http.Endpoint;
import erp.core.tx.Db;
import erp.finance.Finance;
import erp.inventory.Inventory;
import erp.inventory.planning.Expectations;
import erp.production.bills.BillRoutes;
import erp.production.bills.Bills;
import erp.production.centres.WorkCentres;
import erp.production.costs.CostRoutes;
import erp.production.genealogy.GenealogyRoutes;
import erp.production.items.ItemPlans;
import erp.production.orders.PostingRoutes;
import erp.production.orders.Postings;
import erp.production.orders.Reversals;
import erp.production.orders.WorkOrderRoutes;
import erp.production.orders.WorkOrders;
import erp.production.planning.Demands;
import erp.production.planning.Load;
import erp.production.planning.RunJob;
import erp.production.planning.RunRoutes;
import erp.production.planning.Runs;
import erp.production.routings.Routings;

import java.util.List;
import java.util.stream.Stream;

/** What production consists of. */
final class Production {
    /** Above it a plan helps nobody. */
    private static final int MOST_PLANNED_ORDERS = 1_000_000;

    private final Inventory inventory;
    private final WorkOrders orders;
    private final Postings postings;
    private final Reversals reversals;

    Production(Inventory inventory, Finance finance) {
        this.inventory = inventory;
        this.orders = new WorkOrders(inventory);
        this.postings = new Postings(inventory, finance);
        this.reversals = new Reversals(inventory, finance);
    }

    static List<Class<?>> entities() {
        return Stream.of(
                        WorkCentres.entities(),
                        Routings.entities(),
                        Bills.entities(),
                        ItemPlans.entities(),
                        WorkOrders.entities(),
                        Runs.entities())
                .<Class<?>>flatMap(List::stream)
                .toList();
    }

    List<Endpoint<?>> endpoints() {
        return Stream.of(
                        new WorkCentres().endpoints(),
                        new Routings(inventory).endpoints(),
                        new BillRoutes(new Bills(inventory)).endpoints(),
                        new ItemPlans(inventory).endpoints(),
                        new CostRoutes(inventory).endpoints(),
                        new WorkOrderRoutes(orders, postings).endpoints(),
                        new PostingRoutes(orders, postings, reversals).endpoints(),
                        new GenealogyRoutes().endpoints(),
                        new Demands(inventory).endpoints(),
                        new RunRoutes(new Runs(inventory, orders)).endpoints(),
                        new Load().endpoints())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    /**
     * Does the planning runs that were asked for.
     *
     * @param expectations open documents of other modules that planning goes by
     */
    static RunJob planning(Db db, List<Expectations> expectations) {
        return new RunJob(db, expectations, MOST_PLANNED_ORDERS);
    }
}
