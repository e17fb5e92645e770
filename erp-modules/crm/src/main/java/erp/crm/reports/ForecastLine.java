package erp.crm.reports;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** A month of a pipeline, as a snapshot keeps it. Append-only. */
@Entity
@Table(name = "crm_forecast_line")
class ForecastLine extends CompanyRow {
    private UUID snapshotId;
    private UUID pipelineId;
    private LocalDate month;
    private int opportunities;
    private BigDecimal amount;
    private BigDecimal weighted;

    protected ForecastLine() {}

    ForecastLine(Tx tx, UUID snapshot, Forecast.Part part) {
        super(tx.newId());
        this.snapshotId = snapshot;
        this.pipelineId = part.pipeline();
        this.month = part.month();
        this.opportunities = part.opportunities();
        this.amount = part.amount();
        this.weighted = part.weighted();
    }

    Forecast.Part part() {
        return new Forecast.Part(pipelineId, month, opportunities, amount, weighted);
    }
}
