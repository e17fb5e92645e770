package erp.purchasing.orders;

import erp.core.Actor;
import erp.core.sql.Sql;
import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.Instant;
import java.util.UUID;

/** Somebody has approved an order as it was submitted that time. Append-only. */
@Entity
@Table(name = "purchasing_approval")
public class OrderApproval extends CompanyRow {
    private static final int LONGEST_NAME = 120;

    private UUID orderId;
    private int round;
    private UUID approver;
    private String name;
    private Instant approvedAt;

    protected OrderApproval() {}

    OrderApproval(Tx tx, UUID order, int round) {
        super(tx.newId());
        Actor actor = tx.actor();
        this.orderId = order;
        this.round = round;
        this.approver = actor.id();
        this.name = Sql.cut(actor.name(), LONGEST_NAME);
        this.approvedAt = tx.now();
    }
}
