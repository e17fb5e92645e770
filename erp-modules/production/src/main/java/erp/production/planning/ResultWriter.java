package erp.production.planning;

import erp.core.Caller;
import erp.core.Ids;
import erp.core.sql.Sql;
import erp.core.tx.Db;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.inventory.stock.Origin;
import erp.production.common.ProductionError;
import erp.production.items.Procurement;
import erp.production.mrp.Party;
import erp.production.mrp.PlanSink;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Gatherers;

/** Writes a plan as it comes about, some rows at a time and each lot in a transaction. */
final class ResultWriter implements PlanSink {
    /** Rows of one statement. */
    private static final int ROWS = 500;

    private static final int STATEMENTS_AT_ONCE = 8;

    private static final String ORDER =
            "insert into production_planned_order (id, company_id, version, run_id, position,"
                + " state, kind, item_id, bill_id, warehouse_id, quantity, start_date, due_date,"
                + " low_level_code) values ";
    private static final String PEG =
            "insert into production_pegging (id, company_id, run_id, item_id, quantity, needed_on,"
                    + " demand_type, demand_source_id, supply_type, supply_source_id) values ";
    private static final String MESSAGE =
            "insert into production_message (id, company_id, run_id, kind, item_id, document_type,"
                    + " document_id, quantity, dated, needed_on) values ";

    private final Db db;
    private final Caller caller;
    private final UUID run;
    private final UUID warehouse;
    private final List<UUID> orders = new ArrayList<>();
    private final Rows orderRows = new Rows(ORDER);
    private final Rows pegRows = new Rows(PEG);
    private final Rows messageRows = new Rows(MESSAGE);
    private int messages;

    /** Rows of a table that wait to be written. */
    private static final class Rows {
        private final String insert;
        private final List<List<@Nullable Object>> waiting = new ArrayList<>();

        Rows(String insert) {
            this.insert = insert;
        }

        void write(Tx tx) {
            List<List<List<@Nullable Object>>> windows =
                    waiting.stream().gather(Gatherers.windowFixed(ROWS)).toList();
            for (List<List<@Nullable Object>> some : windows) {
                String row = "(" + Sql.marks(some.getFirst().size()) + ")";
                List<@Nullable Object> parameters = new ArrayList<>();
                some.forEach(parameters::addAll);
                Sql.update(
                        tx.session(),
                        insert + String.join(", ", Collections.nCopies(some.size(), row)),
                        parameters);
            }
        }
    }

    ResultWriter(Db db, Caller caller, UUID run, UUID warehouse) {
        this.db = db;
        this.caller = caller;
        this.run = run;
        this.warehouse = warehouse;
    }

    int orders() {
        return orders.size();
    }

    int messages() {
        return messages;
    }

    @Override
    public void order(PlannedOrder order) {
        UUID id = Ids.next();
        orders.add(id);
        row(
                orderRows,
                id,
                caller.company(),
                0,
                run,
                order.no(),
                ProposalState.PLANNED.name(),
                (order.isMade() ? Procurement.MAKE : Procurement.BUY).name(),
                order.item(),
                order.bill(),
                warehouse,
                new Quantity(order.quantity()).value(),
                order.start(),
                order.due(),
                order.level());
    }

    @Override
    public void peg(Peg peg) {
        Origin demand = origin(peg.demand(), peg.item());
        Origin supply = origin(peg.supply(), peg.item());
        row(
                pegRows,
                Ids.next(),
                caller.company(),
                run,
                peg.item(),
                peg.quantity(),
                peg.neededOn(),
                demand.type(),
                demand.id(),
                supply.type(),
                supply.id());
    }

    @Override
    public void message(Message message) {
        messages++;
        Origin about = origin(message.about(), message.item());
        row(
                messageRows,
                Ids.next(),
                caller.company(),
                run,
                message.kind().name(),
                message.item(),
                about.type(),
                about.id(),
                message.quantity(),
                message.dated(),
                message.neededOn());
    }

    private Origin origin(Party party, UUID item) {
        return switch (party) {
            case Party.Document(Origin origin) -> origin;
            case Party.Planned(int no) -> new Origin(Proposal.TYPE, orders.get(no));
            case Party.Stock() -> new Origin("inventory.stock", item);
            case Party.Safety() -> new Origin("inventory.safety-stock", item);
        };
    }

    private void row(Rows rows, @Nullable Object... values) {
        List<@Nullable Object> row = new ArrayList<>();
        Collections.addAll(row, values);
        rows.waiting.add(row);
        if (rows.waiting.size() >= ROWS * STATEMENTS_AT_ONCE) {
            flush();
        }
    }

    /** Writes what waits, and how far the run has come. */
    void flush() {
        db.write(
                caller,
                tx -> {
                    tx.beside(
                            () -> { // a plan says what could be done, and does nothing yet
                                orderRows.write(tx);
                                pegRows.write(tx);
                                messageRows.write(tx);
                            });
                    tx.lock(Run.class, run, ProductionError.RUN_NOT_FOUND)
                            .progress(orders.size(), messages);
                    return run;
                });
        orderRows.waiting.clear();
        pegRows.waiting.clear();
        messageRows.waiting.clear();
    }
}
