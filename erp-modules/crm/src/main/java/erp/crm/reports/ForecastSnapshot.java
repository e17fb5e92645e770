package erp.crm.reports;

import erp.core.http.Versioned;
import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** What was expected on a day. Append-only, one a day. */
@Entity
@Table(name = "crm_forecast_snapshot")
class ForecastSnapshot extends CompanyRow {
    private LocalDate snapshotDate;
    private Instant takenAt;

    protected ForecastSnapshot() {}

    ForecastSnapshot(Tx tx, LocalDate date) {
        super(tx.newId());
        this.snapshotDate = date;
        this.takenAt = tx.now();
    }

    LocalDate date() {
        return snapshotDate;
    }

    View view() {
        return new View(getId(), snapshotDate, takenAt, 0);
    }

    /** A snapshot as callers see it, without its months. */
    record View(UUID id, LocalDate date, Instant takenAt, long version) implements Versioned {}
}
