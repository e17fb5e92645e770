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
    PAYMENTS_READ,
    PAYMENTS_WRITE,
    OPENING_READ,
    OPENING_WRITE
}
