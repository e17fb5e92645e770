package erp.hr.common;

import erp.core.tx.CompanyRow;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

import java.time.Instant;
import java.util.UUID;

/**
 * That somebody was shown personal data of an employee. Append-only; {@link AccessLog} writes it.
 */
@Entity
@Immutable
@Table(name = "hr_personal_access")
public class PersonalAccess extends CompanyRow {
    @Column(name = "at")
    private Instant at;

    private UUID actorId;
    private String actorName;
    private String requestId;
    private String what;
    private UUID employeeId;

    protected PersonalAccess() {}

    /**
     * As callers see it.
     *
     * @param what was shown: {@code person}, {@code contract}, {@code payslip}
     */
    record View(
            UUID id,
            Instant at,
            UUID actorId,
            String actorName,
            String requestId,
            String what,
            UUID employeeId) {}

    View view() {
        return new View(getId(), at, actorId, actorName, requestId, what, employeeId);
    }
}
