package erp.core.http;

import erp.core.Caller;

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
    Caller authenticate(@Nullable String authorization, String requestId);
}
