package erp.core.tx;

import erp.core.Event;
import erp.core.traces.Traces;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** An event to be told to the outside, written in the transaction that it happened in. */
@Entity
@Table(name = "core_outbox")
class OutboxEvent extends CompanyRow {
    private String type;
    private UUID aggregateId;
    private String payload;
    private String requestId;
    private String appVersion;
    private Instant occurredAt;
    private Instant nextAt;
    private @Nullable String traceparent;

    protected OutboxEvent() {}

    OutboxEvent(Tx tx, String appVersion, Event event, String payload) {
        super(tx.newId());
        this.type = event.type();
        this.aggregateId = event.aggregate();
        this.payload = payload;
        this.requestId = tx.requestId();
        this.appVersion = appVersion;
        this.occurredAt = tx.now();
        this.nextAt = tx.now();
        this.traceparent = Traces.traceparent();
    }
}
