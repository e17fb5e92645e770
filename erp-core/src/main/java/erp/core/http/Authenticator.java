package erp.core.http;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;

/** Tells who calls, from what the request carries. */
@FunctionalInterface
public interface Authenticator {

    /**
     * Throws {@link erp.core.ErpException} with {@code UNAUTHENTICATED} where the header is absent
     * or no valid credential.
     *
     * @param authorization the {@code Authorization} header
     */
    Admission authenticate(@Nullable String authorization, String requestId);

    /**
     * Somebody who may come in.
     *
     * @param caller with rights that may be some seconds old: good enough to read
     * @param again asks for the rights once more, in the transaction of a write
     */
    record Admission(Caller caller, Again again) {
        /** Whose rights do not change meanwhile. */
        public static Admission of(Caller caller) {
            return new Admission(caller, (_, _) -> caller.actor());
        }
    }

    /** The same actor, with the rights of this moment. */
    @FunctionalInterface
    interface Again {
        /**
         * Throws {@code UNAUTHENTICATED} where the credential has become invalid.
         *
         * @param kept whether the rights must stay as they are until commit
         */
        Actor ask(Tx tx, boolean kept);
    }
}
