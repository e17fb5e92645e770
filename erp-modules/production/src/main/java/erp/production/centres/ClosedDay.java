package erp.production.centres;

import erp.core.tx.CompanyRow;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.LocalDate;
import java.util.UUID;

/** A day on which a work centre does not work. */
@Entity
@Table(name = "production_closed_day")
class ClosedDay extends CompanyRow {
    private LocalDate closedOn;

    protected ClosedDay() {}

    ClosedDay(UUID id, LocalDate closedOn) {
        super(id);
        this.closedOn = closedOn;
    }

    LocalDate date() {
        return closedOn;
    }
}
