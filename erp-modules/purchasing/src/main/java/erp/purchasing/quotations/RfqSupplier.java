package erp.purchasing.quotations;

import erp.core.tx.CompanyRow;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.util.UUID;

/** A supplier that is asked. */
@Entity
@Table(name = "purchasing_rfq_supplier")
public class RfqSupplier extends CompanyRow {
    private int lineNo;
    private UUID supplierId;

    protected RfqSupplier() {}

    RfqSupplier(UUID id, int lineNo, UUID supplier) {
        super(id);
        this.lineNo = lineNo;
        this.supplierId = supplier;
    }

    int lineNo() {
        return lineNo;
    }

    UUID supplierId() {
        return supplierId;
    }
}
