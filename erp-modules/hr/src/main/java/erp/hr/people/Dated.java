package erp.hr.people;

import erp.core.tx.Document;
import erp.hr.common.HrError;

import jakarta.persistence.MappedSuperclass;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Something of an employee that is valid from a day on, until another or for good. */
@MappedSuperclass
public abstract class Dated extends Document {
    /** Condition of a list's filter {@code on}: valid on that day. */
    static final String VALID_ON =
            "it.validFrom <= :on and (it.validTo is null or it.validTo >= :on)";

    private UUID employeeId;
    private LocalDate validFrom;
    private @Nullable LocalDate validTo;

    protected Dated() {}

    protected Dated(UUID id, UUID employee, LocalDate from, @Nullable LocalDate to) {
        super(id);
        this.employeeId = employee;
        this.validFrom = from;
        this.validTo = to;
    }

    public UUID employeeId() {
        return employeeId;
    }

    public LocalDate validFrom() {
        return validFrom;
    }

    /** Its last day. */
    public @Nullable LocalDate validTo() {
        return validTo;
    }

    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    /** The later of its first day and that one. */
    public LocalDate from(LocalDate day) {
        return validFrom.isAfter(day) ? validFrom : day;
    }

    /** The earlier of its last day and that one. */
    public LocalDate to(LocalDate day) {
        return validTo != null && validTo.isBefore(day) ? validTo : day;
    }

    void endOn(LocalDate day) {
        validTo = day;
    }

    private boolean overlaps(Dated other) {
        return (validTo == null || !other.validFrom.isAfter(validTo))
                && (other.validTo == null || !validFrom.isAfter(other.validTo));
    }

    /** Throws INVALID_DATES where the last day is before the first. */
    public static void checkOrder(LocalDate from, @Nullable LocalDate to) {
        HrError.INVALID_DATES.refuseIf(
                to != null && to.isBefore(from), "/to", "order", "must not be before from");
    }

    /**
     * Makes room for this one among the others, whose employee is locked: one that is open at its
     * end and began before ends on the day before. Any other that would be valid on the same day is
     * refused: OVERLAP.
     */
    public void succeed(List<? extends Dated> others) {
        succeed(others, null);
    }

    /**
     * The same of somebody who has left: what ended with his last day is as open as what would have
     * gone on, for another that ends with it too.
     *
     * @param lastDay where he has left
     */
    void succeed(List<? extends Dated> others, @Nullable LocalDate lastDay) {
        boolean endsSo = lastDay != null && lastDay.equals(validTo);
        for (Dated other : others) {
            if (overlaps(other)) {
                HrError.OVERLAP.refuseIf(
                        !(other.validTo == null || (endsSo && other.validTo.equals(lastDay)))
                                || !other.validFrom.isBefore(validFrom),
                        "/from",
                        "overlap",
                        "would be valid together with what is from %s to %s"
                                .formatted(
                                        other.validFrom,
                                        other.validTo == null ? "then on" : other.validTo));
                other.endOn(validFrom.minusDays(1));
            }
        }
    }
}
