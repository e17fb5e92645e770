package erp.core.http;

import erp.core.Caller;
import erp.core.CoreError;
import erp.core.ErpException;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One request, checked: every value here has the declared type.
 *
 * @param <B> type of the body
 */
public final class Call<B> {
    private final Caller caller;
    private final @Nullable B body;
    private final Map<String, UUID> path;
    private final Map<String, Object> query;
    private final PageRequest page;
    private final @Nullable Long ifMatch;
    private final Map<String, String> headers;

    Call(
            Caller caller,
            @Nullable B body,
            Map<String, UUID> path,
            Map<String, Object> query,
            PageRequest page,
            @Nullable Long ifMatch,
            Map<String, String> headers) {
        this.caller = caller;
        this.body = body;
        this.path = path;
        this.query = query;
        this.page = page;
        this.ifMatch = ifMatch;
        this.headers = headers;
    }

    public Caller caller() {
        return caller;
    }

    public B body() {
        if (body == null) {
            throw new IllegalStateException("this endpoint's body may be absent: ask bodyOrNull()");
        }
        return body;
    }

    public @Nullable B bodyOrNull() {
        return body;
    }

    /** The path's {@code {id}}. */
    public UUID id() {
        return id("id");
    }

    /** The path's parameter of that name; all of them are UUIDs. */
    public UUID id(String name) {
        UUID value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("the path has no {" + name + "}");
        }
        return value;
    }

    /** A declared query parameter, where it was sent. */
    public <T> Optional<T> query(String name, Class<T> type) {
        return Optional.ofNullable(query.get(name)).map(type::cast);
    }

    public PageRequest page() {
        return page;
    }

    /**
     * The sender's address and other facts that only sign-in needs: {@code remote}, {@code
     * user-agent}.
     */
    public Map<String, String> headers() {
        return headers;
    }

    /** Refuses with 412 where the caller sent {@code If-Match} and it is not this version. */
    public void expectVersion(long version) {
        if (ifMatch != null && ifMatch != version) {
            throw new ErpException(
                    CoreError.VERSION_MISMATCH,
                    "If-Match says version %d, the document is at %d",
                    ifMatch,
                    version);
        }
    }
}
