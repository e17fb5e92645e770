package erp.finance.accounts;

import erp.core.value.Money;
import erp.finance.accounts.Line.Target;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** Who owes whom: amounts by party, whose sum is the account of the same role. */
public enum Subledger {
    /** What customers owe. */
    RECEIVABLE(AccountRole.RECEIVABLE, Side.DEBIT, AccountRole.UNALLOCATED_CASH, true),

    /** What suppliers are owed. What they credit may lie idle; they are not paid in advance. */
    PAYABLE(AccountRole.PAYABLE, Side.CREDIT, AccountRole.SUPPLIER_CREDITS, false),

    /** What employees are owed for what they laid out. Nothing is paid to them in advance here. */
    EMPLOYEE(AccountRole.EMPLOYEE_PAYABLE, Side.CREDIT, null, false);

    private final AccountRole control;
    private final Side side;
    private final @Nullable AccountRole advances;
    private final boolean prepaid;

    Subledger(AccountRole control, Side side, @Nullable AccountRole advances, boolean prepaid) {
        this.control = control;
        this.side = side;
        this.advances = advances;
        this.prepaid = prepaid;
    }

    /** The side on which what is owed grows; money that pays it is on the same side of the bank. */
    public Side side() {
        return side;
    }

    /** Of the account that is what all parties together owe or are owed. */
    public AccountRole controlRole() {
        return control;
    }

    /** Of the account of what pays nothing yet. Fails where there is none. */
    public AccountRole advancesRole() {
        if (advances == null) {
            throw new IllegalStateException(this + " has no account of advances");
        }
        return advances;
    }

    /** Whether money can be posted that pays nothing yet. */
    public boolean isPrepaid() {
        return prepaid;
    }

    /** So much more is owed. */
    public Line incurred(Money amount, UUID party) {
        return Line.on(side, new Target.Role(control), amount).of(party);
    }

    /** So much of what was owed is paid. */
    public Line settled(Money amount, UUID party) {
        return Line.on(side.opposite(), new Target.Role(control), amount).of(party);
    }

    /** So much was paid or credited that pays nothing yet. */
    public Line advanced(Money amount, UUID party) {
        return Line.on(side.opposite(), advances(), amount).of(party);
    }

    /** So much of that is used now. */
    public Line used(Money amount, UUID party) {
        return Line.on(side, advances(), amount).of(party);
    }

    private Target advances() {
        return new Target.Role(advancesRole());
    }
}
