package erp.production.planning;

import erp.core.tx.Document;
import erp.core.tx.Tx;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A planning run: somebody asks for it, and the job of the active version does it. */
@Entity
@Table(name = "production_run")
class Run extends Document {
    static final String TYPE = "production.planning-run";

    private UUID warehouseId;

    @Enumerated(EnumType.STRING)
    private RunState state = RunState.QUEUED;

    private LocalDate plannedFrom;
    private int horizonDays;
    private int items;
    private int demands;
    private int plannedOrders;
    private int messages;
    private @Nullable String failure;
    private Instant createdAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;

    protected Run() {}

    Run(Tx tx, NewRun wanted) {
        super(tx.newId());
        this.warehouseId = wanted.warehouseId();
        this.plannedFrom = tx.today();
        this.horizonDays = wanted.days();
        this.createdAt = tx.now();
    }

    /** Begins, or begins again where it was broken off. */
    void begin(Instant now) {
        state = RunState.RUNNING;
        startedAt = now;
        items = 0;
        demands = 0;
        plannedOrders = 0;
        messages = 0;
    }

    void progress(int orders, int told) {
        plannedOrders = orders;
        messages = told;
    }

    void finish(int planned, int wanted, int orders, int told, Instant now) {
        state = RunState.DONE;
        items = planned;
        demands = wanted;
        progress(orders, told);
        finishedAt = now;
    }

    void fail(String why, Instant now) {
        state = RunState.FAILED;
        failure = why;
        finishedAt = now;
    }

    boolean isOver() {
        return state == RunState.DONE || state == RunState.FAILED;
    }

    UUID warehouseId() {
        return warehouseId;
    }

    LocalDate plannedFrom() {
        return plannedFrom;
    }

    LocalDate horizon() {
        return plannedFrom.plusDays(horizonDays);
    }

    RunView view() {
        return new RunView(
                getId(),
                warehouseId,
                state,
                plannedFrom,
                horizonDays,
                items,
                demands,
                plannedOrders,
                messages,
                failure,
                createdAt,
                startedAt,
                finishedAt,
                getVersion());
    }
}
