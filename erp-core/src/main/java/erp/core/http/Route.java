package erp.core.http;

import static erp.core.http.Endpoint.Handler;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.CoreError;
import erp.core.Db;
import erp.core.ErpException;
import erp.core.OutcomeUnknownException;
import erp.core.Permission;
import erp.core.Violation;

import io.javalin.http.Context;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import tools.jackson.databind.json.JsonMapper;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One endpoint at work: checks the request in a fixed order, runs the handler, answers. */
final class Route<B> implements io.javalin.http.Handler {
    static final int BODY_LIMIT = 1 << 20;
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
            answer = answer(ctx, requestId, running);
            edge.limit().leave(running);
        } catch (RuntimeException | Error e) {
            answer = failed(ctx, e, edge.limit().leave(running), requestId);
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

    private Answer answer(Context ctx, String requestId, TimeLimit.Running running) {
        Caller caller = caller(ctx, requestId);
        permit(caller);
        Findings findings = new Findings();
        QueryReader.Parsed parsed = query.read(ctx, findings);
        byte[] sent = sent(ctx, running);
        B read = body(ctx, sent, findings);
        Long version = RequestHeaders.version(ctx.header(RequestHeaders.IF_MATCH), findings);
        String key = RequestHeaders.key(ctx.header(RequestHeaders.KEY), findings);
        Map<String, UUID> path = path(ctx);
        findings.check();
        require(version, key);
        Call<B> call =
                new Call<>(caller, read, path, parsed.values(), parsed.page(), version, facts(ctx));
        return switch (endpoint.handler()) {
            case Handler.Read<B>(var work) ->
                    conditional(ctx, edge.db().read(caller, tx -> work.apply(tx, call)));
            case Handler.Write<B>(var work) when parsed.dryRun() ->
                    dry(edge.db().dryRun(caller, tx -> encoded(work.apply(tx, call))));
            case Handler.Write<B>(var work) -> write(ctx, call, work, key, sent);
            case Handler.NoTx<B>(var work) -> conditional(ctx, work.apply(call));
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

    private byte[] sent(Context ctx, TimeLimit.Running running) {
        if (!isWriting()) {
            return EMPTY;
        }
        byte[] bytes =
                ctx.req().getContentLengthLong() > BODY_LIMIT
                        ? null
                        : RequestBody.receive(ctx, running);
        if (bytes == null || bytes.length > BODY_LIMIT) {
            throw new ErpException(
                    CoreError.REQUEST_TOO_LARGE, "the body exceeds %d bytes", BODY_LIMIT);
        }
        return bytes;
    }

    @SuppressWarnings("unchecked") // the shape makes what the endpoint declares
    private @Nullable B body(Context ctx, byte[] sent, Findings findings) {
        if (body == null) {
            if (sent.length > 0 && !isEmptyObject(sent)) {
                findings.add(Pointer.ROOT, "unknown", "must be empty");
            }
            return null;
        }
        if (sent.length == 0 && endpoint.bodyOptional()) {
            return null;
        }
        if (sent.length > 0 && !isJson(ctx.contentType())) {
            throw new ErpException(
                    CoreError.UNSUPPORTED_MEDIA_TYPE, "the body must be application/json");
        }
        return (B) edge.bodies().read(sent, body, findings);
    }

    private static boolean isEmptyObject(byte[] sent) {
        return sent.length <= 4
                && new String(sent, java.nio.charset.StandardCharsets.US_ASCII)
                        .strip()
                        .equals("{}");
    }

    private static boolean isJson(@Nullable String type) {
        if (type == null) {
            return false;
        }
        String plain = type.toLowerCase(java.util.Locale.ROOT).replace(" ", "").replace("\"", "");
        return plain.equals("application/json") || plain.equals("application/json;charset=utf-8");
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

    private void require(@Nullable Long version, @Nullable String key) {
        if (key == null && endpoint.key() == Endpoint.Key.REQUIRED) {
            throw ErpException.field(
                    CoreError.IDEMPOTENCY_KEY_REQUIRED,
                    RequestHeaders.KEY,
                    "required",
                    "is required here, so that a retry does not do it twice");
        }
        if (version == null && endpoint.versionRequired()) {
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

    private Answer write(
            Context ctx, Call<B> call, Endpoint.InTx<B> work, @Nullable String key, byte[] sent) {
        if (key == null || endpoint.key() == Endpoint.Key.NONE) {
            return edge.db().write(call.caller(), tx -> encoded(work.apply(tx, call)));
        }
        String target = ctx.path() + (ctx.queryString() == null ? "" : "?" + ctx.queryString());
        Idempotency.Claim claim =
                Idempotency.claim(
                        call.caller().actor().id(), key, endpoint.method().name(), target, sent);
        return edge.db()
                .writeOnce(
                        call.caller(),
                        tx -> {
                            Answer twin = edge.idempotency().begin(tx, claim);
                            if (twin != null) {
                                return twin;
                            }
                            Answer answer = encoded(work.apply(tx, call));
                            edge.idempotency().finish(tx, claim, answer);
                            return answer;
                        });
    }

    private static Answer dry(Answer answer) {
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("ERP-Dry-Run", "true");
        return new Answer(answer.status(), headers, answer.body());
    }

    /** 304 where the caller has this version already. */
    private Answer conditional(Context ctx, Reply reply) {
        String tag = reply.headers().get("ETag");
        if (tag != null && reply.status() == 200 && tag.equals(ctx.header("If-None-Match"))) {
            return new Answer(304, Map.of("ETag", tag), null);
        }
        return encoded(reply);
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
