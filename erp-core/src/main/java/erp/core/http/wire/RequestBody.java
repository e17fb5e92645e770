package erp.core.http.wire;

import erp.core.CoreError;
import erp.core.ErpException;

import io.javalin.http.Context;

import jakarta.servlet.ServletInputStream;

import org.eclipse.jetty.http.HttpException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Receives bodies, in the time that they have. A client that is slow or breaks off is told so, and
 * it is no failure of ours.
 */
public final class RequestBody {
    private static final long DISCARDED = 8L << 20;
    private static final String BEGUN = "erp.body-begun";

    /** As long as a body may take that nobody wants: clients send it in a packet of its own. */
    private static final Duration REFUSED = Duration.ofSeconds(2);

    private RequestBody() {}

    /** All of it, up to the limit of bytes. */
    public static byte[] receive(
            Context ctx, int limit, BodyRoom.Share room, TimeLimit.Running running) {
        if (ctx.req().getContentLengthLong() <= limit) {
            byte[] body = received(ctx, limit, room, running);
            if (body.length <= limit) {
                return body;
            }
        }
        discard(ctx, running);
        throw new ErpException(CoreError.REQUEST_TOO_LARGE, "the body exceeds %d bytes", limit);
    }

    /**
     * Takes the body of a request that is refused without it, where it is small and comes at once:
     * the connection can serve the next one then.
     */
    public static void takeRefused(Context ctx, TimeLimit limit) {
        long length = ctx.req().getContentLengthLong();
        if (length <= 0 || length > BodyRoom.SMALL || isBegun(ctx) || isAsking(ctx)) {
            return;
        }
        TimeLimit.Running running = limit.enter();
        running.receiving(REFUSED);
        try {
            open(ctx).readNBytes(BodyRoom.SMALL + 1); // to its end
        } catch (IOException | RuntimeException e) {
            // It is refused, whether it arrives or not.
        } finally {
            limit.leave(running);
        }
    }

    /**
     * Whether something of it was not read, so that the connection cannot go on. What is there
     * already of a small one is read for it.
     */
    public static boolean isLeft(Context ctx) {
        long length = ctx.req().getContentLengthLong();
        if (length <= 0 && ctx.header("Transfer-Encoding") == null) {
            return false;
        }
        try {
            if (isBegun(ctx)) {
                return !open(ctx).isFinished();
            }
            // To look would be to ask for it.
            return isAsking(ctx) || length > BodyRoom.SMALL || !hasArrived(open(ctx), length);
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean hasArrived(InputStream in, long length) throws IOException {
        long taken = 0;
        for (int next = in.available(); next > 0 && taken < length; next = in.available()) {
            taken += in.skip(next);
        }
        return taken == length;
    }

    /** {@code Expect: 100-continue}: is told to send by the first look at the body. */
    private static boolean isAsking(Context ctx) {
        return ctx.header("Expect") != null;
    }

    private static ServletInputStream open(Context ctx) throws IOException {
        ctx.attribute(BEGUN, true);
        return ctx.req().getInputStream();
    }

    private static boolean isBegun(Context ctx) {
        return ctx.attribute(BEGUN) != null;
    }

    /**
     * Takes some of what a client still sends, unread: while it does, it would find the connection
     * reset instead of the answer. One that asks first gets it at once.
     */
    private static void discard(Context ctx, TimeLimit.Running running) {
        if (isAsking(ctx)) {
            return;
        }
        running.receiving();
        try {
            var _ = open(ctx).skip(DISCARDED);
        } catch (IOException | RuntimeException e) {
            // It is too slow, or has gone and wants no answer any more.
        } finally {
            running.received();
        }
    }

    /** Up to the limit and one more byte, which tells that it is too large. */
    private static byte[] received(
            Context ctx, int limit, BodyRoom.Share room, TimeLimit.Running running) {
        running.receiving();
        byte[] body;
        try {
            body = read(open(ctx), limit + 1, room);
        } catch (IOException | RuntimeException e) {
            throw failure(e, running.received());
        }
        running.received();
        return body;
    }

    private static byte[] read(InputStream in, int most, BodyRoom.Share room) throws IOException {
        byte[] body = in.readNBytes(Math.min(most, BodyRoom.SMALL));
        if (body.length < BodyRoom.SMALL || body.length == most) {
            return body;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(2 * BodyRoom.SMALL);
        while (body.length > 0) {
            room.grow(body.length);
            whole.write(body);
            body = in.readNBytes(Math.min(most - whole.size(), BodyRoom.SMALL));
        }
        return whole.toByteArray();
    }

    private static RuntimeException failure(Exception e, boolean late) {
        if (late || e.getCause() instanceof TimeoutException) {
            return new ErpException(
                    CoreError.REQUEST_TIMEOUT, List.of(), "the body did not arrive in time", e);
        }
        if (e instanceof RuntimeException ours && !(e instanceof HttpException)) {
            return ours;
        }
        return new ErpException(
                CoreError.MALFORMED_REQUEST,
                List.of(),
                "the body is not well-formed HTTP, or did not arrive whole",
                e);
    }
}
