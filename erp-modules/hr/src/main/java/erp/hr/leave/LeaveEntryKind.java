package erp.hr.leave;

/** Why a balance of leave went up or down. */
public enum LeaveEntryKind {
    /** Given for a year, or by hand. */
    GRANT,
    /** Given for a month. */
    ACCRUAL,
    /** Leave that was approved. */
    TAKE,
    /** Approved leave that was cancelled. */
    GIVE_BACK,
    /** Lapsed at the end of a year, or of the time that it was carried over for. */
    EXPIRY,
    /** Out of a year and into the next. */
    CARRY_OVER,
    /** Paid out to a leaver. */
    PAY_OUT,
    CORRECTION
}
