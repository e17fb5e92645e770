package erp.hr.people;

import erp.core.tx.Tx;

import java.util.UUID;

/** Who signs in: hr does not know users, and is told whether there is one. */
@FunctionalInterface
public interface Logins {
    /** Whether that is a user of the caller's company. */
    boolean has(Tx tx, UUID user);
}
