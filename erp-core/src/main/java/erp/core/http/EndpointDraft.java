package erp.core.http;

import com.google.errorprone.annotations.CheckReturnValue;

import erp.core.ErrorCode;
import erp.core.Permission;
import erp.core.listing.Listing;
import erp.core.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * An endpoint being declared. Everything not said is refused or absent: no permission said, no
 * endpoint.
 */
@CheckReturnValue
public final class EndpointDraft<B> {
    final Endpoint.Method method;
    final String path;
    final String id;
    final String summary;
    Class<B> body;
    boolean bodyOptional;
    @Nullable Permission permission;
    boolean isPublic;
    Endpoint.Key key = Endpoint.Key.NONE;
    @Nullable UnaryOperator<byte[]> concealment;
    boolean keepsRights;
    boolean takesBack;
    @Nullable Function<B, @Nullable UUID> company;
    @Nullable Listing<?> listing;
    boolean versionRequired;
    boolean tabular;
    int status = 200;
    @Nullable Type answer;
    final List<Endpoint.Query> queries = new ArrayList<>();
    final List<ErrorCode> problems = new ArrayList<>();
    final List<UniqueKey> uniqueKeys = new ArrayList<>();
    final SortedMap<Integer, String> otherwise = new TreeMap<>();

    EndpointDraft(Endpoint.Method method, String path, String id, String summary, Class<B> body) {
        this.method = method;
        this.path = path;
        this.id = id;
        this.summary = summary;
        this.body = body;
    }

    /** The right that callers need. */
    public EndpointDraft<B> permission(Permission needed) {
        this.permission = needed;
        return this;
    }

    /** Called without a token: sign-in and descriptions of the API, nothing else. */
    public EndpointDraft<B> open() {
        this.isPublic = true;
        return this;
    }

    /** Needs a token, but no particular right: what concerns the caller alone. */
    public EndpointDraft<B> anyUser() {
        this.permission = AnyUser.ANY;
        return this;
    }

    /**
     * The body, a record: components are required unless they are {@code @Nullable}. Say it first.
     */
    @SuppressWarnings("unchecked") // said before all that is typed by it
    public <C> EndpointDraft<C> body(Class<C> type) {
        EndpointDraft<C> typed = (EndpointDraft<C>) this;
        typed.body = type;
        return typed;
    }

    /** Like {@link #body}, and it may be left out: {@link Call#bodyOrNull()}. */
    public <C> EndpointDraft<C> optionalBody(Class<C> type) {
        EndpointDraft<C> typed = body(type);
        typed.bodyOptional = true;
        return typed;
    }

    /** Refuses calls without {@code Idempotency-Key}. */
    public EndpointDraft<B> keyRequired() {
        this.key = Endpoint.Key.REQUIRED;
        return this;
    }

    /** The body holds a secret: only this digest of it is remembered, that needs a key. */
    public EndpointDraft<B> concealed(UnaryOperator<byte[]> keyed) {
        this.concealment = keyed;
        return this;
    }

    /** Gives or takes rights: nobody gives what is being taken from them meanwhile. */
    public EndpointDraft<B> keepingRights() {
        this.keepsRights = true;
        return this;
    }

    /**
     * Takes back a document: the one thing, beside releasing it, that is done with what is held for
     * review.
     */
    public EndpointDraft<B> takingBack() {
        this.takesBack = true;
        return this;
    }

    /** Done in the company that the body names. The handler checks whether the caller may. */
    public EndpointDraft<B> actingFor(Function<B, @Nullable UUID> named) {
        this.company = named;
        return this;
    }

    /** Refuses calls without {@code If-Match}. */
    public EndpointDraft<B> versionNeeded() {
        this.versionRequired = true;
        return this;
    }

    /**
     * A typed query parameter: UUID, String, LocalDate, Integer, Boolean or an enum. Others sent
     * are refused.
     */
    public EndpointDraft<B> query(String name, Class<?> type, String description) {
        queries.add(new Endpoint.Query(name, type, description));
        return this;
    }

    /** Answers 200 with this body. */
    public EndpointDraft<B> answers(Type type) {
        this.answer = type;
        return this;
    }

    /** Answers 200 with this body, or its rows as CSV: what {@code format} says, or the header. */
    public EndpointDraft<B> answersTable(Class<? extends Tabular> type) {
        this.tabular = true;
        return answers(type)
                .query("format", Format.class, "as what; where it is absent, Accept says it");
    }

    /** Answers 201 with Location and this body. */
    public EndpointDraft<B> creates(Type type) {
        this.answer = type;
        this.status = 201;
        return this;
    }

    /** Answers 204. */
    public EndpointDraft<B> answersNothing() {
        this.status = 204;
        return this;
    }

    /**
     * Answers with this status too, where it does not fail: 200 for what was there already, 308 for
     * what is elsewhere.
     *
     * @param when in a sentence
     */
    public EndpointDraft<B> otherwise(int other, String when) {
        otherwise.put(other, when);
        return this;
    }

    /** How it may fail, beside what every endpoint may answer. */
    public EndpointDraft<B> problems(ErrorCode... codes) {
        problems.addAll(Arrays.asList(codes));
        return this;
    }

    /**
     * What is refused by a unique key of the database is this problem: asking first would race.
     *
     * @param constraint its name, {@code uq_inventory_item_sku}
     * @param pointer of the field that has to be another, {@code /sku}; empty where none is told
     * @param message what is wrong with it, {@code is taken}
     */
    public EndpointDraft<B> unique(
            String constraint, ErrorCode code, String pointer, String message) {
        return unique(List.of(new UniqueKey(constraint, code, pointer, message)));
    }

    EndpointDraft<B> unique(List<UniqueKey> keys) {
        uniqueKeys.addAll(keys);
        keys.forEach(key -> problems.add(key.code()));
        return this;
    }

    /** Runs in a transaction that does not write. */
    public Endpoint<B> read(Handler.InTx<B> work) {
        return done(new Handler.Read<>(work));
    }

    /** The same, where all of its statements have to see one moment: a report. */
    public Endpoint<B> readAtOnce(Handler.InTx<B> work) {
        return read(
                (tx, call) -> {
                    Sql.update(
                            tx.session(),
                            "set transaction isolation level repeatable read",
                            List.of());
                    return work.apply(tx, call);
                });
    }

    /** Answers 200 with a page of the list. */
    public Endpoint<B> list(Listing<?> of) {
        return list(of, (_, _) -> Map.of());
    }

    /** Answers 200 with a page of what is within the scope. */
    public Endpoint<B> list(Listing<?> of, Handler.Scope<B> scope) {
        of.filters()
                .forEach(
                        it ->
                                queries.add(
                                        new Endpoint.Query(
                                                it.name(), it.type(), it.description())));
        this.listing = of;
        this.answer = of.view();
        return read((tx, call) -> Reply.ok(of.page(tx, call.list(), scope.of(tx, call))));
    }

    /**
     * Runs in a transaction that is committed when the handler returns, and rolled back when it
     * throws or on a dry run.
     */
    public Endpoint<B> write(Handler.InTx<B> work) {
        return done(new Handler.Write<>(_ -> work, false));
    }

    /** Like {@link #write}, after what would hold the transaction open: hashing a password. */
    public Endpoint<B> prepared(Handler.Preparation<B> preparation) {
        return done(new Handler.Write<>(preparation, true));
    }

    /** Runs without a transaction. */
    public Endpoint<B> plain(Handler.Plain<B> work) {
        return done(new Handler.NoTx<>(work));
    }

    private Endpoint<B> done(Handler<B> handler) {
        if (isPublic == (permission != null)) {
            throw new IllegalStateException(
                    id + " must name a permission or be open, one of the two");
        }
        if (handler instanceof Handler.NoTx<B> && !isPublic && method != Endpoint.Method.GET) {
            throw new IllegalStateException(
                    id + " acts for a user: rights are checked in the request's transaction");
        }
        return new Endpoint<>(this, handler);
    }
}
