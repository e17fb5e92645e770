package erp.purchasing.policy;

import erp.core.tx.CompanyRow;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.UUID;

/** How many have to approve an order above an amount. */
@Entity
@Table(name = "purchasing_approval_level")
public class OrderApprovalLevel extends CompanyRow {
    private BigDecimal aboveAmount;
    private int approvals;

    protected OrderApprovalLevel() {}

    OrderApprovalLevel(UUID id, BigDecimal aboveAmount, int approvals) {
        super(id);
        this.aboveAmount = aboveAmount;
        this.approvals = approvals;
    }

    BigDecimal above() {
        return aboveAmount;
    }

    int approvals() {
        return approvals;
    }
}
