package erp.core.http;

import erp.core.ErrorCode;
import erp.core.Permission;
import erp.core.listing.Listing;
import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * One operation of the API, whole: what it is called, who may call it, what goes in, what comes out
 * and how it may fail.
 *
 * @param <B> type of the request's body, {@link Void} where there is none
 */
public final class Endpoint<B> {
    /** HTTP methods in use. */
    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    /**
     * Whether a caller has to send an {@code Idempotency-Key}: where money or goods move, a retry
     * must not do it twice.
     */
    public enum Key {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    /** A query parameter. */
    public record Query(String name, Class<?> type, String description) {}

    private final EndpointDraft<B> draft;
    private final Handler<B> handler;

    Endpoint(EndpointDraft<B> draft, Handler<B> handler) {
        this.draft = draft;
        this.handler = handler;
    }

    /**
     * Starts a declaration.
     *
     * @param path template such as {@code /api/v1/sales/orders/{id}}
     * @param id operationId, unique in the API, camelCase: {@code confirmOrder}
     * @param summary one line for a reader of the API
     */
    public static EndpointDraft<Void> get(String path, String id, String summary) {
        return new EndpointDraft<>(Method.GET, path, id, summary, Void.class);
    }

    public static EndpointDraft<Void> post(String path, String id, String summary) {
        return new EndpointDraft<>(Method.POST, path, id, summary, Void.class);
    }

    public static EndpointDraft<Void> put(String path, String id, String summary) {
        return new EndpointDraft<>(Method.PUT, path, id, summary, Void.class);
    }

    public static EndpointDraft<Void> patch(String path, String id, String summary) {
        return new EndpointDraft<>(Method.PATCH, path, id, summary, Void.class);
    }

    public static EndpointDraft<Void> delete(String path, String id, String summary) {
        return new EndpointDraft<>(Method.DELETE, path, id, summary, Void.class);
    }

    public Method method() {
        return draft.method;
    }

    public String path() {
        return draft.path;
    }

    public String id() {
        return draft.id;
    }

    public String summary() {
        return draft.summary;
    }

    public Class<B> body() {
        return draft.body;
    }

    public boolean hasBody() {
        return draft.body != (Class<?>) Void.class;
    }

    public boolean bodyOptional() {
        return draft.bodyOptional;
    }

    /** The right that a caller needs; null only for {@link #isPublic() public} operations. */
    public @Nullable Permission permission() {
        return draft.permission;
    }

    /** Whether a token is enough, whatever its owner may do. */
    public boolean isForAnyUser() {
        return draft.permission == AnyUser.ANY;
    }

    /** Whether it is called without a token. */
    public boolean isPublic() {
        return draft.isPublic;
    }

    public Key key() {
        return draft.method == Method.POST
                        && draft.key == Key.NONE
                        && handler instanceof Handler.Write<B>
                ? Key.OPTIONAL
                : draft.key;
    }

    /** Makes the kept fingerprint of a body that holds a secret; null where none does. */
    public @Nullable UnaryOperator<byte[]> concealment() {
        return draft.concealment;
    }

    /** Which company's rows this request is about: null for the caller's own. */
    public @Nullable UUID company(@Nullable B body) {
        return body == null || draft.company == null ? null : draft.company.apply(body);
    }

    /** Whether the caller's rights must stay as they are until commit. */
    public boolean keepsRights() {
        return draft.keepsRights;
    }

    /**
     * Before the work on these documents: refuses with QUARANTINED where one is held for review,
     * unless they are taken back.
     */
    public void admit(Tx tx, Collection<UUID> documents) {
        if (draft.takesBack) {
            tx.takeBack();
        } else {
            tx.requireFree(documents);
        }
    }

    /** Whether it answers with part of a list. */
    public boolean paged() {
        return draft.listing != null;
    }

    /** Whether it answers with CSV too. */
    public boolean isTabular() {
        return draft.tabular;
    }

    /** What it lists, where it does. */
    public Optional<Listing<?>> listing() {
        return Optional.ofNullable(draft.listing);
    }

    /**
     * Whether {@code If-Match} must be sent (428 without). Optional on every write that answers
     * with an ETag.
     */
    public boolean versionRequired() {
        return draft.versionRequired;
    }

    public List<Query> queries() {
        return List.copyOf(draft.queries);
    }

    public int status() {
        return draft.status;
    }

    /** Statuses of other answers that are no failures, and when they come. */
    public SortedMap<Integer, String> otherwise() {
        return Collections.unmodifiableSortedMap(draft.otherwise);
    }

    /** Type of the answer's body, or null for none. A page's items where {@link #paged()}. */
    public @Nullable Type answer() {
        return draft.answer;
    }

    public List<ErrorCode> problems() {
        return List.copyOf(draft.problems);
    }

    /** Keys of the database that say what is taken already. */
    public List<UniqueKey> uniqueKeys() {
        return List.copyOf(draft.uniqueKeys);
    }

    public Handler<B> handler() {
        return handler;
    }

    /**
     * The same, which others may refuse too: modules that listen to what it does and that its own
     * module does not know. For the wiring.
     */
    public Endpoint<B> alsoRefusedBy(ErrorCode... codes) {
        draft.problems.addAll(Arrays.asList(codes));
        return this;
    }
}
