package erp.production.planning;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.sql.Sql;
import erp.core.tx.Db;
import erp.core.tx.Sweep;
import erp.core.tx.Tx;
import erp.inventory.planning.Expectations;
import erp.production.common.ProductionError;
import erp.production.mrp.Mrp;
import erp.production.mrp.Requirements;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Does the planning runs that were asked for, one after the other. A run that was broken off is
 * begun anew: what it had written is removed first. What the runs before it proposed of the
 * warehouse, and nobody took up, is removed when it is done.
 */
public final class RunJob {
    private static final Logger log = LoggerFactory.getLogger(RunJob.class);
    private static final Caller LOOKING = Caller.system("planning-runs");
    private static final int LONGEST_FAILURE = 500;

    private static final List<String> RESULTS =
            List.of("production_pegging", "production_message", "production_planned_order");

    private final Db db;
    private final RequirementsReader reader;

    /** A run that somebody waits for. */
    private record Asked(UUID id, UUID company) {}

    /**
     * @param mostOrders that a plan may have
     */
    public RunJob(Db db, List<Expectations> expectations, int mostOrders) {
        this.db = db;
        this.reader = new RequirementsReader(expectations, mostOrders);
    }

    /** Until none is left, or the thread is told to end. */
    public void work() {
        Optional<Asked> next = next();
        while (next.isPresent() && !Thread.currentThread().isInterrupted()) {
            run(next.get());
            next = next();
        }
    }

    private Optional<Asked> next() {
        return db
                .read(
                        LOOKING,
                        tx ->
                                Sql.query(
                                        tx.session(),
                                        """
                                        select id, company_id from production_run
                                        where state in ('QUEUED', 'RUNNING') order by id limit 1\
                                        """,
                                        List.of(),
                                        row ->
                                                new Asked(
                                                        Sql.uuid(row.getBytes(1)),
                                                        Sql.uuid(row.getBytes(2)))))
                .stream()
                .findFirst();
    }

    private void run(Asked asked) {
        Caller caller = new Caller(Actor.SYSTEM, asked.company(), "planning-run");
        RunView done;
        try {
            done = plan(caller, asked.id());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e; // broken off, and begun anew by whoever takes the job
            }
            log.error("planning run failed run={}", asked.id(), e);
            if (fail(caller, asked.id(), reason(e))) {
                remove(caller, asked.id()); // half a plan is none
            }
            return;
        }
        try {
            for (UUID older : before(caller, done)) {
                remove(caller, older);
            }
        } catch (RuntimeException e) {
            // The plan stands: nobody firms what older runs proposed, and the next run removes it.
            log.warn("older planning runs are not removed yet run={}", asked.id(), e);
        }
    }

    private static String reason(Throwable e) {
        return Sql.cut(
                e instanceof Error
                        ? "the plan is too large for the server: " + e
                        : String.valueOf(e.getMessage()),
                LONGEST_FAILURE);
    }

    /** Whether it failed: one that is over stays as it is. */
    private boolean fail(Caller caller, UUID id, String reason) {
        return db.write(
                caller,
                tx -> {
                    Run run = lock(tx, id);
                    if (run.isOver()) {
                        return false;
                    }
                    run.fail(reason, tx.now());
                    tx.changed(Run.TYPE, run, "fail", Map.of());
                    return true;
                });
    }

    private RunView plan(Caller caller, UUID id) {
        remove(caller, id);
        RunView run = db.write(caller, tx -> begin(tx, id));
        Requirements requirements =
                db.read(
                        caller,
                        tx ->
                                reader.read(
                                        tx,
                                        run.warehouseId(),
                                        run.plannedFrom(),
                                        run.plannedFrom().plusDays(run.horizonDays())));
        ResultWriter writer = new ResultWriter(db, caller, id, run.warehouseId());
        Mrp.plan(requirements, writer);
        writer.flush();
        return db.write(
                caller,
                tx -> {
                    Run done = lock(tx, id);
                    done.finish(
                            requirements.items().size(),
                            requirements.demands().size(),
                            writer.orders(),
                            writer.messages(),
                            tx.now());
                    tx.changed(
                            Run.TYPE,
                            done,
                            "finish",
                            Map.of("orders", writer.orders(), "messages", writer.messages()));
                    return done.view();
                });
    }

    /** Nobody is firming what was proposed before: they hold the row of the run that did. */
    private static RunView begin(Tx tx, UUID id) {
        UUID warehouse = tx.require(Run.class, id, ProductionError.RUN_NOT_FOUND).warehouseId();
        Runs.lockLast(tx, warehouse);
        Run begun = lock(tx, id);
        begun.begin(tx.now());
        tx.changed(Run.TYPE, begun, "begin", Map.of());
        return begun.view();
    }

    private List<UUID> before(Caller caller, RunView run) {
        return db.read(
                caller,
                tx ->
                        Sql.query(
                                tx.session(),
                                """
                                select distinct r.id from production_run r
                                join production_planned_order o
                                  on o.company_id = r.company_id and o.run_id = r.id
                                where r.company_id = ? and r.warehouse_id = ? and r.id < ?
                                and o.state = 'PLANNED'\
                                """,
                                List.of(tx.companyId(), run.warehouseId(), run.id()),
                                row -> Sql.uuid(row.getBytes(1))));
    }

    /** What a run has written, but for what was taken up. */
    private void remove(Caller caller, UUID run) {
        for (String table : RESULTS) {
            String kept = table.equals("production_planned_order") ? " and state = 'PLANNED'" : "";
            Sweep.all(
                    db,
                    caller,
                    (tx, most) -> {
                        List<Object> parameters = new ArrayList<>(List.of(tx.companyId(), run));
                        parameters.add(most);
                        return Sql.update(
                                tx.session(),
                                "delete from %s where company_id = ? and run_id = ?%s limit ?"
                                        .formatted(table, kept),
                                parameters);
                    });
        }
    }

    private static Run lock(Tx tx, UUID id) {
        return tx.lock(Run.class, id, ProductionError.RUN_NOT_FOUND);
    }
}
