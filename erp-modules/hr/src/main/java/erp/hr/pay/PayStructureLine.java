package erp.hr.pay;

import erp.core.tx.CompanyRow;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.util.UUID;

/** A component in a structure. */
@Entity
@Table(name = "hr_pay_structure_line")
public class PayStructureLine extends CompanyRow {
    private int lineNo;
    private UUID componentId;

    protected PayStructureLine() {}

    PayStructureLine(UUID id, int lineNo, UUID componentId) {
        super(id);
        this.lineNo = lineNo;
        this.componentId = componentId;
    }

    void change(UUID component) {
        componentId = component;
    }

    UUID componentId() {
        return componentId;
    }
}
