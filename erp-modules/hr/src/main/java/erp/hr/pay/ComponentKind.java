package erp.hr.pay;

/** What a component does to net pay, and how it is posted. */
public enum ComponentKind {
    /** Adds to it. Debit: its account or the wages. */
    EARNING,
    /** Takes from it. Credit: its account or the payroll liabilities. */
    DEDUCTION,
    /** Costs the employer beside it. Debit: its account or the wages; credit: the liabilities. */
    EMPLOYER_COST
}
