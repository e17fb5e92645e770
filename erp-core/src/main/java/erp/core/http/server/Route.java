package erp.core.http.server;

import static erp.core.http.Authenticator.Admission;
import static erp.core.http.server.Idempotency.Claim;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.Permission;
import erp.core.Violation;
import erp.core.http.AnyUser;
import erp.core.http.Authenticator;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Handler;
import erp.core.http.Preconditions;
import erp.core.http.Reply;
import erp.core.http.UniqueKey;
import erp.core.http.binding.BodyReader;
import erp.core.http.binding.Findings;
import erp.core.http.binding.Scalars;
import erp.core.http.binding.Shape;
import erp.core.http.wire.BodyRoom;
import erp.core.http.wire.RequestBody;
import erp.core.http.wire.TimeLimit;
import erp.core.http.wire.TrustedProxies;
import erp.core.listing.Page;
import erp.core.sql.OutcomeUnknownException;
import erp.core.tx.Db;
import erp.core.tx.Tx;

import io.javalin.http.Context;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import tools.jackson.databind.json.JsonMapper;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** One endpoint at work: checks the request in a fixed order, runs the handler, answers. */
final class Route<B> implements io.javalin.http.Handler {
    static final int BODY_LIMIT = 1 << 20;

    /** Of who has not even shown a token. */
    static final int PUBLIC_BODY_LIMIT = BodyRoom.SMALL;

    private static final byte[] EMPTY = {};

    private final Endpoint<B> endpoint;
    private final Edge edge;
    private final QueryReader query;
    private final @Nullable Shape body;
    private final List<String> pathNames;

    /** What all routes share. */
    record Edge(
            Db db,
            Authenticator authenticator,
            JsonMapper json,
            BodyReader bodies,
            Idempotency idempotency,
            Problems problems,
            TimeLimit limit,
            BodyRoom room,
            TrustedProxies proxies) {}

    Route(Endpoint<B> endpoint, Edge edge) {
        this.endpoint = endpoint;
        this.edge = edge;
        this.query = new QueryReader(endpoint);
        this.body = endpoint.hasBody() ? edge.bodies().shape(endpoint.body()) : null;
        this.pathNames = Paths.names(endpoint.path());
    }

    @Override
    public void handle(Context ctx) {
        try (BodyRoom.Share room = edge.room().share()) {
            handle(ctx, room);
        }
    }

    private void handle(Context ctx, BodyRoom.Share room) {
        String requestId = Server.requestId(ctx);
        TimeLimit.Running running = edge.limit().enter();
        Answer answer;
        try {
            answer = answer(ctx, requestId, room, running);
            edge.limit().leave(running);
        } catch (RuntimeException | Error e) {
            boolean late = edge.limit().leave(running);
            if (!late) {
                RequestBody.takeRefused(ctx, edge.limit());
            }
            Throwable named = UniqueKey.named(e, endpoint.uniqueKeys());
            answer = failed(ctx, named, late, requestId);
        }
        try {
            Server.send(ctx, answer);
        } catch (RuntimeException e) {
            RuntimeException failure = isWriting() ? new OutcomeUnknownException(e) : e;
            Server.send(ctx, failed(ctx, failure, false, requestId));
        }
    }

    private Answer failed(Context ctx, Throwable e, boolean late, String requestId) {
        Problems problems = edge.problems();
        if (e instanceof OutcomeUnknownException unknown) {
            return problems.unknown(unknown, isKeyed(ctx), ctx.path(), requestId);
        }
        // What runs in one transaction is rolled back with it.
        boolean nothingWritten = !(endpoint.handler() instanceof Handler.NoTx<B>) || !isWriting();
        return problems.of(late ? tooLate(e) : e, nothingWritten, ctx.path(), requestId);
    }

    private boolean isWriting() {
        return endpoint.method() != Endpoint.Method.GET;
    }

    /** Whether the same request again is done once only. */
    private boolean isKeyed(Context ctx) {
        return endpoint.handler() instanceof Handler.Write<B>
                && endpoint.key() != Endpoint.Key.NONE
                && ctx.header(RequestHeaders.KEY) != null;
    }

    private static ErpException tooLate(Throwable cause) {
        return new ErpException(
                CoreError.BUSY, List.of(), "the request took too long and was given up", cause);
    }

    private Answer answer(
            Context ctx, String requestId, BodyRoom.Share room, TimeLimit.Running running) {
        Admission admission = admission(ctx, requestId);
        Caller caller = admission.caller();
        Findings findings = new Findings();
        QueryReader.Parsed parsed = query.read(ctx, findings);
        permit(caller.actor(), parsed.dryRun());
        B read = body(ctx, sent(ctx, room, running), findings);
        Preconditions conditions = RequestHeaders.preconditions(ctx.req(), findings);
        String key = RequestHeaders.key(ctx.req(), findings);
        Map<String, UUID> path = path(ctx);
        findings.check();
        require(conditions, key);
        Call<B> call =
                new Call<>(
                        caller, read, path, parsed.values(), parsed.list(), conditions, facts(ctx));
        return switch (endpoint.handler()) {
            case Handler.Read<B>(var work) -> {
                Reply reply = edge.db().read(caller, tx -> work.apply(tx, call));
                yield encoded(conditions.answer(Csv.formed(endpoint, ctx, parsed, reply)));
            }
            case Handler.Write<B> handler when parsed.dryRun() ->
                    dryRun(call, handler.preparation().apply(call), admission.again());
            case Handler.Write<B> handler -> {
                Claim claim = claim(call, key, target(path, parsed));
                yield claim == null
                        ? write(call, handler.preparation().apply(call), admission.again())
                        : once(call, handler, admission.again(), claim);
            }
            case Handler.NoTx<B>(var work) -> {
                if (!isWriting()) {
                    yield encoded(conditions.answer(work.apply(call)));
                }
                conditions.checkUnversioned();
                yield encoded(work.apply(call));
            }
        };
    }

    private Admission admission(Context ctx, String requestId) {
        if (endpoint.isPublic()) {
            return Admission.of(new Caller(Actor.NOBODY, Actor.NOBODY.id(), requestId));
        }
        Admission admission =
                edge.authenticator().authenticate(ctx.header("Authorization"), requestId);
        Caller caller = admission.caller();
        MDC.put("user_id", caller.actor().id().toString());
        MDC.put("company_id", caller.company().toString());
        if (!caller.actor().isProbe()) {
            ctx.attribute(Server.USER, caller.actor().id());
        }
        return admission;
    }

    /** A probe may try everything out, as nothing of a dry run stays, and do nothing in earnest. */
    private void permit(Actor actor, boolean dryRun) {
        Permission needed = endpoint.permission();
        if (needed == null || (dryRun && actor.isProbe())) {
            return;
        }
        if (needed == AnyUser.ANY) {
            if (actor.isProbe() && endpoint.handler() instanceof Handler.Write<B>) {
                throw new ErpException(
                        CoreError.FORBIDDEN, "a release probe may only try this: dryRun=true");
            }
        } else if (!actor.may(needed.code())) {
            throw new ErpException(
                    CoreError.FORBIDDEN, "this needs the permission %s", needed.code());
        }
    }

    private byte[] sent(Context ctx, BodyRoom.Share room, TimeLimit.Running running) {
        if (!isWriting()) {
            return EMPTY;
        }
        int limit = endpoint.isPublic() ? PUBLIC_BODY_LIMIT : BODY_LIMIT;
        return RequestBody.receive(ctx, limit, room, running);
    }

    @SuppressWarnings("unchecked") // the shape makes what the endpoint declares
    private @Nullable B body(Context ctx, byte[] sent, Findings findings) {
        if (!isWriting()) {
            return null;
        }
        int before = findings.count();
        byte[] plain = Payload.of(ctx.req(), sent, findings);
        boolean mayBeAbsent = body == null || endpoint.bodyOptional();
        if (findings.count() > before || (plain.length == 0 && mayBeAbsent)) {
            return null;
        }
        if (body == null) {
            edge.bodies().readNothing(plain, findings);
            return null;
        }
        return (B) edge.bodies().read(plain, body, findings);
    }

    private Map<String, UUID> path(Context ctx) {
        if (pathNames.isEmpty()) {
            return Map.of();
        }
        Map<String, UUID> ids = new HashMap<>();
        for (String name : pathNames) {
            try {
                ids.put(name, (UUID) Scalars.uuid(ctx.pathParam(name)));
            } catch (IllegalArgumentException e) {
                throw new ErpException(
                        CoreError.NOT_FOUND,
                        List.of(new Violation("{" + name + "}", "format", "must be a UUID")),
                        "there is nothing here: {" + name + "} of the path must be a UUID");
            }
        }
        return ids;
    }

    private void require(Preconditions conditions, @Nullable String key) {
        if (key == null && endpoint.key() == Endpoint.Key.REQUIRED) {
            throw ErpException.field(
                    CoreError.IDEMPOTENCY_KEY_REQUIRED,
                    RequestHeaders.KEY,
                    "required",
                    "is required here, so that a retry does not do it twice");
        }
        if (conditions.match() == null && endpoint.versionRequired()) {
            throw ErpException.field(
                    CoreError.VERSION_REQUIRED,
                    RequestHeaders.IF_MATCH,
                    "required",
                    "is required here: the ETag of the version that you have seen");
        }
    }

    private Map<String, String> facts(Context ctx) {
        if (!endpoint.isPublic() && endpoint.permission() != AnyUser.ANY) {
            return Map.of();
        }
        String agent = ctx.userAgent();
        String sender =
                edge.proxies()
                        .sender(
                                ctx.ip(),
                                Collections.list(ctx.req().getHeaders("X-Forwarded-For")),
                                Collections.list(ctx.req().getHeaders("Forwarded")));
        return Map.of("remote", sender, "user-agent", agent == null ? "" : agent);
    }

    /** What is asked, however it is spelt: the path, and what the query means. */
    private String target(Map<String, UUID> ids, QueryReader.Parsed parsed) {
        String path = endpoint.path();
        for (Map.Entry<String, UUID> id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue().toString());
        }
        return parsed.values().isEmpty() ? path : path + "?" + parsed.values();
    }

    private Answer dryRun(Call<B> call, Handler.InTx<B> work, Authenticator.Again again) {
        return edge.db()
                .dryRun(
                        acting(call),
                        tx -> {
                            confirm(tx, again);
                            return done(tx, call, work);
                        })
                .dry();
    }

    private Answer write(Call<B> call, Handler.InTx<B> work, Authenticator.Again again) {
        return edge.db()
                .write(
                        acting(call),
                        tx -> {
                            confirm(tx, again);
                            return done(tx, call, work);
                        });
    }

    /** Does it, or answers as a twin was answered before. */
    private Answer once(
            Call<B> call, Handler.Write<B> handler, Authenticator.Again again, Claim claim) {
        if (handler.isPrepared()) {
            Optional<Answer> twin =
                    edge.db()
                            .read(
                                    call.caller(),
                                    tx ->
                                            Optional.ofNullable(
                                                    edge.idempotency().finished(tx, claim)));
            if (twin.isPresent()) {
                return twin.get();
            }
        }
        Handler.InTx<B> work = handler.preparation().apply(call);
        return edge.db()
                .writeOnce(
                        acting(call),
                        tx -> {
                            Answer twin = edge.idempotency().begin(tx, claim);
                            if (twin != null) {
                                return twin;
                            }
                            confirm(tx, again);
                            Answer answer = done(tx, call, work);
                            edge.idempotency().finish(tx, claim, answer);
                            return answer;
                        });
    }

    private Answer done(Tx tx, Call<B> call, Handler.InTx<B> work) {
        endpoint.admit(tx, call.ids());
        Reply reply = work.apply(tx, call);
        call.checkConditions();
        return encoded(reply);
    }

    private Caller acting(Call<B> call) {
        Caller caller = call.caller();
        UUID company = endpoint.company(call.bodyOrNull());
        return company == null ? caller : new Caller(caller.actor(), company, caller.requestId());
    }

    /** What was permitted some seconds ago may be no more. */
    private void confirm(Tx tx, Authenticator.Again again) {
        tx.confirm(again.ask(tx, endpoint.keepsRights()));
        permit(tx.actor(), tx.isDryRun());
    }

    private @Nullable Claim claim(Call<B> call, @Nullable String key, String target) {
        if (key == null || endpoint.key() == Endpoint.Key.NONE) {
            return null;
        }
        Claim claim =
                edge.idempotency()
                        .claim(
                                call.caller().actor().id(),
                                key,
                                endpoint.method().name() + " " + target,
                                call.bodyOrNull());
        UnaryOperator<byte[]> concealment = endpoint.concealment();
        return concealment == null ? claim : claim.concealed(concealment);
    }

    private Answer encoded(Reply reply) {
        Object value = reply.body();
        Map<String, String> headers = new HashMap<>(reply.headers());
        if (!endpoint.isPublic()) {
            headers.put("Cache-Control", "no-store");
        }
        if (value instanceof byte[] raw) {
            return new Answer(reply.status(), headers, raw);
        }
        if (value == null) {
            return new Answer(reply.status(), headers, null);
        }
        headers.put("Content-Type", "application/json");
        int rows = value instanceof Page<?> page ? page.items().size() : Answer.NO_LIST;
        return new Answer(reply.status(), headers, edge.json().writeValueAsBytes(value), rows);
    }
}
