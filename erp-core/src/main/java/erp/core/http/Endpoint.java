package erp.core.http;

import com.google.errorprone.annotations.CheckReturnValue;

import erp.core.ErrorCode;
import erp.core.Permission;
import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
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

    /** Runs inside the request's one transaction; may be run again from the start. */
    @FunctionalInterface
    public interface InTx<B> {
        Reply apply(Tx tx, Call<B> call);
    }

    /** Does what must not hold a transaction open; answers what runs inside it afterwards. */
    public interface Preparation<B> {
        InTx<B> apply(Call<B> call);
    }

    /** Runs without a transaction and opens its own where it needs one. */
    @FunctionalInterface
    public interface Plain<B> {
        Reply apply(Call<B> call);
    }

    /** How the handler wants to be run. */
    public sealed interface Handler<B> {
        record Read<B>(InTx<B> work) implements Handler<B> {}

        record Write<B>(Preparation<B> preparation, boolean isPrepared) implements Handler<B> {}

        record NoTx<B>(Plain<B> work) implements Handler<B> {}
    }

    private final Draft<B> draft;
    private final Handler<B> handler;

    private Endpoint(Draft<B> draft, Handler<B> handler) {
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
    public static Draft<Void> get(String path, String id, String summary) {
        return new Draft<>(Method.GET, path, id, summary, Void.class);
    }

    public static Draft<Void> post(String path, String id, String summary) {
        return new Draft<>(Method.POST, path, id, summary, Void.class);
    }

    public static Draft<Void> put(String path, String id, String summary) {
        return new Draft<>(Method.PUT, path, id, summary, Void.class);
    }

    public static Draft<Void> patch(String path, String id, String summary) {
        return new Draft<>(Method.PATCH, path, id, summary, Void.class);
    }

    public static Draft<Void> delete(String path, String id, String summary) {
        return new Draft<>(Method.DELETE, path, id, summary, Void.class);
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

    public boolean paged() {
        return draft.paged;
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

    /** Type of the answer's body, or null for none. A page's items where {@link #paged()}. */
    public @Nullable Type answer() {
        return draft.answer;
    }

    public List<ErrorCode> problems() {
        return List.copyOf(draft.problems);
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

    /**
     * An endpoint being declared. Everything not said is refused or absent: no permission said, no
     * endpoint.
     */
    @CheckReturnValue
    public static final class Draft<B> {
        private final Method method;
        private final String path;
        private final String id;
        private final String summary;
        private final Class<B> body;
        private boolean bodyOptional;
        private @Nullable Permission permission;
        private boolean isPublic;
        private Key key = Key.NONE;
        private @Nullable UnaryOperator<byte[]> concealment;
        private boolean keepsRights;
        private @Nullable Function<B, @Nullable UUID> company;
        private boolean paged;
        private boolean versionRequired;
        private int status = 200;
        private @Nullable Type answer;
        private final List<Query> queries = new ArrayList<>();
        private final List<ErrorCode> problems = new ArrayList<>();

        private Draft(Method method, String path, String id, String summary, Class<B> body) {
            this.method = method;
            this.path = path;
            this.id = id;
            this.summary = summary;
            this.body = body;
        }

        /** The right that callers need. */
        public Draft<B> permission(Permission needed) {
            this.permission = needed;
            return this;
        }

        /** Called without a token: sign-in and descriptions of the API, nothing else. */
        public Draft<B> open() {
            this.isPublic = true;
            return this;
        }

        /** Needs a token, but no particular right: what concerns the caller alone. */
        public Draft<B> anyUser() {
            this.permission = AnyUser.ANY;
            return this;
        }

        /**
         * The body, a record: components are required unless they are {@code @Nullable}. Say it
         * first.
         */
        public <C> Draft<C> body(Class<C> type) {
            Draft<C> typed = new Draft<>(method, path, id, summary, type);
            typed.permission = permission;
            typed.isPublic = isPublic;
            typed.key = key;
            typed.status = status;
            typed.answer = answer;
            typed.versionRequired = versionRequired;
            typed.concealment = concealment;
            typed.keepsRights = keepsRights;
            typed.queries.addAll(queries);
            typed.problems.addAll(problems);
            return typed;
        }

        /** Like {@link #body}, and it may be left out: {@link Call#bodyOrNull()}. */
        public <C> Draft<C> optionalBody(Class<C> type) {
            Draft<C> typed = body(type);
            typed.bodyOptional = true;
            return typed;
        }

        /** Refuses calls without {@code Idempotency-Key}. */
        public Draft<B> keyRequired() {
            this.key = Key.REQUIRED;
            return this;
        }

        /** The body holds a secret: only this digest of it is remembered, that needs a key. */
        public Draft<B> concealed(UnaryOperator<byte[]> keyed) {
            this.concealment = keyed;
            return this;
        }

        /** Gives or takes rights: nobody gives what is being taken from them meanwhile. */
        public Draft<B> keepingRights() {
            this.keepsRights = true;
            return this;
        }

        /** Done in the company that the body names. The handler checks whether the caller may. */
        public Draft<B> actingFor(Function<B, @Nullable UUID> named) {
            this.company = named;
            return this;
        }

        /** Refuses calls without {@code If-Match}. */
        public Draft<B> versionNeeded() {
            this.versionRequired = true;
            return this;
        }

        /**
         * A typed query parameter: UUID, String, LocalDate, Integer, Boolean or an enum. Others
         * sent are refused.
         */
        public Draft<B> query(String name, Class<?> type, String description) {
            queries.add(new Query(name, type, description));
            return this;
        }

        /** Answers 200 with this body. */
        public Draft<B> answers(Type type) {
            this.answer = type;
            return this;
        }

        /** Answers 200 with a page of these; takes {@code limit} and {@code after}. */
        public Draft<B> answersPage(Class<?> item) {
            this.answer = item;
            this.paged = true;
            return this;
        }

        /** Answers 201 with Location and this body. */
        public Draft<B> creates(Type type) {
            this.answer = type;
            this.status = 201;
            return this;
        }

        /** Answers 204. */
        public Draft<B> answersNothing() {
            this.status = 204;
            return this;
        }

        /** How it may fail, beside what every endpoint may answer. */
        public Draft<B> problems(ErrorCode... codes) {
            problems.addAll(Arrays.asList(codes));
            return this;
        }

        /** Runs in a transaction that does not write. */
        public Endpoint<B> read(InTx<B> work) {
            return done(new Handler.Read<>(work));
        }

        /**
         * Runs in a transaction that is committed when the handler returns, and rolled back when it
         * throws or on a dry run.
         */
        public Endpoint<B> write(InTx<B> work) {
            return done(new Handler.Write<>(_ -> work, false));
        }

        /** Like {@link #write}, after what would hold the transaction open: hashing a password. */
        public Endpoint<B> prepared(Preparation<B> preparation) {
            return done(new Handler.Write<>(preparation, true));
        }

        /** Runs without a transaction. */
        public Endpoint<B> plain(Plain<B> work) {
            return done(new Handler.NoTx<>(work));
        }

        private Endpoint<B> done(Handler<B> handler) {
            if (isPublic == (permission != null)) {
                throw new IllegalStateException(
                        id + " must name a permission or be open, one of the two");
            }
            if (handler instanceof Handler.NoTx<B> && !isPublic && method != Method.GET) {
                throw new IllegalStateException(
                        id + " acts for a user: rights are checked in the request's transaction");
            }
            return new Endpoint<>(this, handler);
        }
    }
}
