package erp.finance.opening;

import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Side;

import org.jspecify.annotations.Nullable;

/** The parts of an opening run. */
enum OpeningKind {
    /** Balance of an account, as the old books' list of balances has it. */
    BALANCE(null, null),
    RECEIVABLE(AccountRole.RECEIVABLE, Side.DEBIT),
    PAYABLE(AccountRole.PAYABLE, Side.CREDIT),
    /** Money of a customer that no invoice has used yet. */
    PREPAYMENT(AccountRole.UNALLOCATED_CASH, Side.CREDIT),
    /** Value of all stock; the module that keeps stock tells it and posts it. */
    STOCK(AccountRole.INVENTORY, Side.DEBIT);

    private final @Nullable AccountRole role;
    private final @Nullable Side side;

    OpeningKind(@Nullable AccountRole role, @Nullable Side side) {
        this.role = role;
        this.side = side;
    }

    /** The account that the part adds up to; balances name their own. */
    @Nullable AccountRole role() {
        return role;
    }

    /** The side of that account. */
    Side side() {
        if (side == null) {
            throw new IllegalStateException(this + " has no side of its own");
        }
        return side;
    }

    /** The part that accounts of this role are derived from, or null where there is none. */
    static @Nullable OpeningKind behind(@Nullable AccountRole role) {
        for (OpeningKind kind : values()) {
            if (role != null && kind.role == role) {
                return kind;
            }
        }
        return null;
    }
}
