package erp.hr.attendance;

/** What an employee did at the clock. */
public enum PunchKind {
    IN,
    OUT
}
