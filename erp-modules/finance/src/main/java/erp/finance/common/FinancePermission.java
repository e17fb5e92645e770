package erp.finance.common;

import erp.core.Permission;

/** Rights of finance. */
public enum FinancePermission implements Permission, OfFinance {
    ACCOUNTS_READ,
    ACCOUNTS_WRITE,
    PERIODS_READ,
    PERIODS_CLOSE,
    JOURNAL_READ,
    JOURNAL_WRITE,
    RECEIVABLES_READ,

    /** To give up what customers owe. */
    RECEIVABLES_WRITEOFF,
    PAYMENTS_READ,
    PAYMENTS_WRITE,

    /** To let money go back to customers. */
    PAYMENTS_REFUND,

    /** To take back what customers have paid, or what it paid. */
    PAYMENTS_REVERSE,
    PAYABLES_READ,
    PAYABLES_WRITE,

    /** To drop what suppliers do not ask for. */
    PAYABLES_WRITEOFF,

    /** To let money go to suppliers; who entered a run does not release it, with or without it. */
    PAYABLES_RELEASE,

    /** To take back what was paid to suppliers, or what it paid. */
    PAYABLES_REVERSE,
    OPENING_READ,
    OPENING_WRITE
}
