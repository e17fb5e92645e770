package erp.hr.leave;

import erp.core.tx.Document;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.LocalDate;
import java.util.UUID;

/** That an employee decides for another for a time. */
@Entity
@Table(name = "hr_delegation")
public class Delegation extends Document {
    private UUID fromEmployeeId;
    private UUID toEmployeeId;
    private LocalDate validFrom;
    private LocalDate validTo;
    private boolean revoked;

    protected Delegation() {}

    Delegation(UUID id, UUID from, Delegations.NewDelegation wanted) {
        super(id);
        this.fromEmployeeId = from;
        this.toEmployeeId = wanted.toEmployeeId();
        this.validFrom = wanted.from();
        this.validTo = wanted.to();
    }

    void revoke() {
        revoked = true;
    }

    UUID fromEmployeeId() {
        return fromEmployeeId;
    }

    Delegations.DelegationView view() {
        return new Delegations.DelegationView(
                getId(), fromEmployeeId, toEmployeeId, validFrom, validTo, revoked, getVersion());
    }
}
