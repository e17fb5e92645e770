package erp.hr.expenses;

import erp.core.tx.Document;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** What money can be laid out for, and where that is posted. */
@Entity
@Table(name = "hr_expense_type")
public class ExpenseType extends Document {
    private String code;
    private String name;
    private @Nullable UUID accountId;

    protected ExpenseType() {}

    ExpenseType(UUID id, ExpenseTypes.NewType wanted) {
        super(id);
        change(wanted);
    }

    final void change(ExpenseTypes.NewType wanted) {
        code = wanted.code();
        name = wanted.name();
        accountId = wanted.accountId();
    }

    String code() {
        return code;
    }

    Line.Target target() {
        return accountId == null
                ? new Line.Target.Role(AccountRole.EMPLOYEE_EXPENSES)
                : new Line.Target.Account(accountId);
    }

    ExpenseTypes.TypeView view() {
        return new ExpenseTypes.TypeView(getId(), code, name, accountId, getVersion());
    }
}
