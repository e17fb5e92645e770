package erp.finance.accounts;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.finance.common.CommittedFacts;
import erp.finance.common.FinanceError;

import java.util.List;
import java.util.UUID;

/** Finds the accounts to post to. Accounts are never deleted and keep their roles. */
public final class Accounts {
    private final CommittedFacts<AccountRole, UUID> byRole = new CommittedFacts<>();
    private final CommittedFacts<UUID, UUID> byId = new CommittedFacts<>();

    /** Throws NO_ACCOUNT_OF_ROLE, ACCOUNT_NOT_FOUND. */
    public UUID find(Tx tx, Line.Target target) {
        return switch (target) {
            case Line.Target.Role(AccountRole role) -> byRole.get(tx, role, () -> load(tx, role));
            case Line.Target.Account(UUID id) ->
                    byId.get(
                            tx,
                            id,
                            () ->
                                    tx.require(Account.class, id, FinanceError.ACCOUNT_NOT_FOUND)
                                            .getId());
        };
    }

    void forget(UUID company) {
        byRole.forget(company);
        byId.forget(company);
    }

    private static UUID load(Tx tx, AccountRole role) {
        List<UUID> accounts = new AccountQueries_(tx.session()).accountsOf(role.name());
        if (accounts.isEmpty()) {
            throw new ErpException(
                    FinanceError.NO_ACCOUNT_OF_ROLE,
                    "the company has no account of role %s: POST /api/v1/finance/chart/default"
                            + " creates one",
                    role);
        }
        return accounts.getFirst();
    }
}
