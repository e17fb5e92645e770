package erp.core.http;

import static erp.core.http.Endpoint.Handler;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.CoreError;
import erp.core.Db;
import erp.core.ErpException;
import erp.core.Permission;
import erp.core.Tx;
import erp.core.Violation;

import io.javalin.http.Context;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One endpoint at work: checks the request in a fixed order, runs the handler, answers. */
final class Route<B> implements io.javalin.http.Handler {
    static final int BODY_LIMIT = 1 << 20;
    private static final long DISCARDED = 8L << 20;
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
            TimeLimit limit) {}

    Route(Endpoint<B> endpoint, Edge edge) {
        this.endpoint = endpoint;
        this.edge = edge;
        this.query = new QueryReader(endpoint);
        this.body = endpoint.hasBody() ? edge.bodies().shape(endpoint.body()) : null;
        this.pathNames = Paths.names(endpoint.path());
    }

    @Override
    public void handle(Context ctx) {
        String requestId = Server.requestId(ctx);
        TimeLimit.Running running = edge.limit().enter();
        Answer answer;
        try {
            answer = answer(ctx, requestId);
            edge.limit().leave(running);
        } catch (RuntimeException | IOException | Error e) {
            boolean late = edge.limit().leave(running);
            answer = edge.problems().of(late ? tooLate(e) : e, ctx.path(), requestId);
        }
        Server.send(ctx, answer);
    }

    private static ErpException tooLate(Throwable cause) {
        return new ErpException(
                CoreError.BUSY, List.of(), "the request took too long and was given up", cause);
    }

    private Answer answer(Context ctx, String requestId) throws IOException {
        Caller caller = caller(ctx, requestId);
        permit(caller);
        Findings findings = new Findings();
        QueryReader.Parsed parsed = query.read(ctx, findings);
        byte[] sent = sent(ctx);
        B read = body(ctx, sent, findings);
        Preconditions conditions = RequestHeaders.preconditions(ctx.req(), findings);
        String key = RequestHeaders.key(ctx.header(RequestHeaders.KEY), findings);
        Map<String, UUID> path = path(ctx);
        findings.check();
        require(conditions, key);
        Call<B> call =
                new Call<>(
                        caller, read, path, parsed.values(), parsed.page(), conditions, facts(ctx));
        return switch (endpoint.handler()) {
            case Handler.Read<B>(var work) ->
                    encoded(conditions.answer(edge.db().read(caller, tx -> work.apply(tx, call))));
            case Handler.Write<B>(var work) when parsed.dryRun() ->
                    dry(edge.db().dryRun(caller, tx -> done(tx, call, work)));
            case Handler.Write<B>(var work) -> write(call, work, key, target(ctx, parsed));
            case Handler.NoTx<B>(var work) -> {
                if (endpoint.method() == Endpoint.Method.GET) {
                    yield encoded(conditions.answer(work.apply(call)));
                }
                conditions.checkUnversioned();
                yield encoded(work.apply(call));
            }
        };
    }

    private Caller caller(Context ctx, String requestId) {
        if (endpoint.isPublic()) {
            return new Caller(Actor.NOBODY, Actor.NOBODY.id(), requestId);
        }
        Caller caller = edge.authenticator().authenticate(ctx.header("Authorization"), requestId);
        MDC.put("user_id", caller.actor().id().toString());
        MDC.put("company_id", caller.company().toString());
        if (!caller.actor().isProbe()) {
            ctx.attribute(Server.USER, caller.actor().id());
        }
        return caller;
    }

    private void permit(Caller caller) {
        Permission needed = endpoint.permission();
        if (needed != null
                && needed != Endpoint.AnyUser.ANY
                && !caller.actor().may(needed.code())) {
            throw new ErpException(
                    CoreError.FORBIDDEN, "this needs the permission %s", needed.code());
        }
    }

    private byte[] sent(Context ctx) throws IOException {
        if (endpoint.method() == Endpoint.Method.GET) {
            return EMPTY;
        }
        byte[] bytes =
                ctx.req().getContentLengthLong() > BODY_LIMIT
                        ? null
                        : ctx.req().getInputStream().readNBytes(BODY_LIMIT + 1);
        if (bytes == null || bytes.length > BODY_LIMIT) {
            discard(ctx);
            throw new ErpException(
                    CoreError.REQUEST_TOO_LARGE, "the body exceeds %d bytes", BODY_LIMIT);
        }
        return bytes;
    }

    /**
     * Takes some of what a client still sends, unread: while it does, it would find the connection
     * reset instead of the answer. One that asks first gets it at once.
     */
    private static void discard(Context ctx) {
        if (ctx.header("Expect") != null) {
            return;
        }
        try {
            var _ = ctx.req().getInputStream().skip(DISCARDED);
        } catch (IOException e) {
            // It has gone, and wants no answer any more.
        }
    }

    @SuppressWarnings("unchecked") // the shape makes what the endpoint declares
    private @Nullable B body(Context ctx, byte[] sent, Findings findings) {
        if (endpoint.method() == Endpoint.Method.GET) {
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
        if (!endpoint.isPublic() && endpoint.permission() != Endpoint.AnyUser.ANY) {
            return Map.of();
        }
        String agent = ctx.userAgent();
        return Map.of("remote", ctx.ip(), "user-agent", agent == null ? "" : agent);
    }

    /** What is asked, however it is spelt: the path, and what the query means. */
    private static String target(Context ctx, QueryReader.Parsed parsed) {
        return parsed.values().isEmpty() ? ctx.path() : ctx.path() + "?" + parsed.values();
    }

    private Answer write(Call<B> call, Endpoint.InTx<B> work, @Nullable String key, String target) {
        if (key == null || endpoint.key() == Endpoint.Key.NONE) {
            return edge.db().write(call.caller(), tx -> done(tx, call, work));
        }
        Idempotency.Claim claim =
                edge.idempotency()
                        .claim(
                                call.caller().actor().id(),
                                key,
                                endpoint.method().name() + " " + target,
                                call.bodyOrNull());
        return edge.db()
                .write(
                        call.caller(),
                        tx -> {
                            Answer twin = edge.idempotency().begin(tx, claim);
                            if (twin != null) {
                                return twin;
                            }
                            Answer answer = done(tx, call, work);
                            edge.idempotency().finish(tx, claim, answer);
                            return answer;
                        });
    }

    private Answer done(Tx tx, Call<B> call, Endpoint.InTx<B> work) {
        Reply reply = work.apply(tx, call);
        call.checkConditions();
        return encoded(reply);
    }

    private static Answer dry(Answer answer) {
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("ERP-Dry-Run", "true");
        return new Answer(answer.status(), headers, answer.body());
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
        return new Answer(reply.status(), headers, edge.json().writeValueAsBytes(value));
    }
}
