package erp.hr.expenses;

import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.http.Versioned;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.core.value.Code;
import erp.hr.common.ExpenseAccounts;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The kinds of expenses of the company. */
final class ExpenseTypes {
    private static final String TYPE = "hr.expense-type";

    /**
     * A kind of expense as it is to be.
     *
     * @param accountId where it is posted; the account of employees' expenses where absent
     */
    record NewType(
            @Code(max = 20) String code,
            @NotBlank @Size(max = 200) String name,
            @Nullable UUID accountId) {}

    /** A kind of expense as callers see it. */
    record TypeView(UUID id, String code, String name, @Nullable UUID accountId, long version)
            implements Versioned {}

    private ExpenseTypes() {}

    static List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("ExpenseType", "/api/v1/hr/expense-types", TypeView.class)
                .permissions(HrPermission.EMPLOYEES_READ, HrPermission.EXPENSES_WRITE)
                .absent(HrError.EXPENSE_TYPE_NOT_FOUND)
                .unique("uq_hr_expense_type_code", HrError.CODE_TAKEN, "/code", "is taken")
                .list(
                        "Kinds of expenses, newest first",
                        Listing.of(ExpenseType.class)
                                .equal("code", "the one of this code")
                                .as(TypeView.class, ExpenseType::view))
                .create(
                        "Makes a kind of expense",
                        NewType.class,
                        (tx, wanted) -> {
                            ExpenseAccounts.check(tx, wanted.accountId(), "/accountId");
                            return tx.created(
                                            TYPE,
                                            new ExpenseType(tx.newId(), wanted),
                                            Map.of("code", wanted.code()))
                                    .view();
                        },
                        HrError.UNKNOWN_ACCOUNT)
                .get("One kind of expense", (tx, id) -> require(tx, id).view())
                .change(
                        "Replaces what is known of a kind of expense",
                        NewType.class,
                        (tx, id, wanted, expect) -> {
                            ExpenseAccounts.check(tx, wanted.accountId(), "/accountId");
                            ExpenseType type = require(tx, id);
                            expect.accept(type.getVersion());
                            type.change(wanted);
                            tx.changed(TYPE, type, "change", Map.of("code", wanted.code()));
                            return type.view();
                        },
                        HrError.UNKNOWN_ACCOUNT)
                .history(TYPE)
                .endpoints();
    }

    static ExpenseType require(Tx tx, UUID id) {
        return tx.require(ExpenseType.class, id, HrError.EXPENSE_TYPE_NOT_FOUND);
    }

    /** The kind of expense that a line names by its code. Throws UNKNOWN_CODE. */
    static ExpenseType named(Tx tx, String code, String pointer) {
        List<ExpenseType> found = new ExpenseQueries_(tx.session()).typesOf(code);
        HrError.UNKNOWN_CODE.refuseIf(
                found.isEmpty(), pointer, "unknown", "is the code of no kind of expense");
        return found.getFirst();
    }
}
