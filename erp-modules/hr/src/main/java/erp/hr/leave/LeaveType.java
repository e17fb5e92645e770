package erp.hr.leave;

import erp.core.tx.Document;
import erp.hr.common.Amounts;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.UUID;

/** A kind of leave. Whether it is paid, and how far below nothing it may go, never changes. */
@Entity
@Table(name = "hr_leave_type")
public class LeaveType extends Document {
    private String code;
    private String name;
    private boolean paid;

    /** The least that a balance may be; none where it is not limited. */
    private @Nullable BigDecimal lowest;

    protected LeaveType() {}

    LeaveType(UUID id, LeaveTypes.NewType wanted) {
        super(id);
        this.code = wanted.code();
        this.paid = wanted.paid();
        this.lowest = wanted.floor();
        this.name = wanted.name();
    }

    void rename(String wanted) {
        name = wanted;
    }

    public String code() {
        return code;
    }

    boolean isPaid() {
        return paid;
    }

    @Nullable BigDecimal floor() {
        return lowest;
    }

    LeaveTypes.TypeView view() {
        return new LeaveTypes.TypeView(
                getId(),
                code,
                name,
                paid,
                lowest == null ? null : Amounts.plain(lowest),
                getVersion());
    }
}
