package erp.hr.pay;

import java.util.Arrays;

/** What formulas may name beside the components before them. */
public enum PayVariable {
    /** Monthly pay of the contracts, each for its part of the period's workdays. */
    PAY,
    /** Weekly hours of the contract at the end of the period, or at its own end. */
    HOURS,
    /** Workdays of the period. */
    WORK_DAYS,
    /** Workdays under contract, less those of unpaid leave. */
    PAID_DAYS,
    /** Workdays of unpaid leave. */
    UNPAID_DAYS,
    /** Hours that were attended, of the shifts' or beyond. */
    ATTENDED_HOURS,
    /** Days of leave that a leaver is still owed; zero but in a final settlement. */
    LEAVE_DAYS,
    /** What was entered for this component, employee and period; zero where nothing was. */
    INPUT,
    /** Sum of the earnings before this component. */
    GROSS;

    static boolean isOne(String name) {
        return Arrays.stream(values()).anyMatch(it -> it.name().equals(name));
    }
}
