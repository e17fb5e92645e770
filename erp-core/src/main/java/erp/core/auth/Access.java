package erp.core.auth;

import erp.core.tx.Tx;

import java.util.Set;

/**
 * What users may do at this moment, whatever their tokens say: the module that knows the users
 * answers. Both throw {@code TOKEN_REVOKED} for a token whose user is gone or disabled, or has
 * ended the sessions that it belongs to.
 */
public interface Access {

    /** Codes of permissions as they were some seconds ago at most. For reads. */
    Set<String> lately(Identity identity);

    /**
     * Codes of permissions as this transaction finds them. For writes.
     *
     * @param kept whether they must stay as they are until commit: for what gives or takes rights
     */
    Set<String> now(Tx tx, Identity identity, boolean kept);
}
