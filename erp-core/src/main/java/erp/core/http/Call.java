package erp.core.http;

import erp.core.Caller;
import erp.core.listing.ListRequest;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
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
    private final @Nullable ListRequest list;
    private final Preconditions preconditions;
    private final Map<String, String> headers;
    private boolean checked;

    public Call(
            Caller caller,
            @Nullable B body,
            Map<String, UUID> path,
            Map<String, Object> query,
            @Nullable ListRequest list,
            Preconditions preconditions,
            Map<String, String> headers) {
        this.caller = caller;
        this.body = body;
        this.path = path;
        this.query = query;
        this.list = list;
        this.preconditions = preconditions;
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

    /** All that the path names. */
    public Collection<UUID> ids() {
        return path.values();
    }

    /** A declared query parameter, where it was sent. */
    public <T> Optional<T> query(String name, Class<T> type) {
        return Optional.ofNullable(query.get(name)).map(type::cast);
    }

    /** Which part of what the endpoint lists is wanted. */
    ListRequest list() {
        if (list == null) {
            throw new IllegalStateException("this endpoint lists nothing");
        }
        return list;
    }

    /**
     * The sender's address and other facts that only sign-in needs: {@code remote}, {@code
     * user-agent}.
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * Refuses with 412 where the caller sent {@code If-Match} without this version, or {@code
     * If-None-Match} with it. Every write to a document asks it; what never does has no versions,
     * and is done under no tag.
     */
    public void expectVersion(long version) {
        checked = true;
        preconditions.check(Reply.tag(version));
    }

    /** After the work: whether it was done under the conditions that the caller set. */
    public void checkConditions() {
        if (!checked) {
            preconditions.checkUnversioned();
        }
    }
}
