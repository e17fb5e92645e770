package erp.hr.calculation;

/** What a payroll run is for. */
public enum RunKind {
    /** All who work on after the period; who has left, of what changed of months paid before. */
    REGULAR,
    /** Those whose last day lies in the period. */
    FINAL
}
