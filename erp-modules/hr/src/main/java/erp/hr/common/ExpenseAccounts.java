package erp.hr.common;

import erp.core.ErpException;
import erp.core.Violation;
import erp.core.tx.Tx;
import erp.finance.accounts.Account;
import erp.finance.common.FinanceError;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** Accounts of finance that hr's own records name. */
public final class ExpenseAccounts {
    private ExpenseAccounts() {}

    /** Throws UNKNOWN_ACCOUNT, which names the field. Nothing is wrong with none. */
    public static void check(Tx tx, @Nullable UUID account, String pointer) {
        if (account == null) {
            return;
        }
        Account found;
        try {
            found = tx.require(Account.class, account, FinanceError.ACCOUNT_NOT_FOUND);
        } catch (ErpException e) {
            throw new ErpException(
                    HrError.UNKNOWN_ACCOUNT,
                    List.of(new Violation(pointer, "exists", "is no account of this company")),
                    pointer + " is no account of this company",
                    e);
        }
        HrError.UNKNOWN_ACCOUNT.refuseIf(
                found.isControl(),
                pointer,
                "control",
                "is a control account, which documents keep");
    }
}
