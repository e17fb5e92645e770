package canary.demo.fault;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds back the first bytes of an answer for a share of the time that it took so far: nobody knows
 * beforehand how long it would take.
 */
final class LateAnswer extends Response.Wrapper {

    private final long start = System.nanoTime();
    private final AtomicBoolean isBegun = new AtomicBoolean();
    private final ProxyAction.Stretch stretch;

    LateAnswer(Request request, Response response, ProxyAction.Stretch stretch) {
        super(request, response);
        this.stretch = stretch;
    }

    @Override
    public void write(boolean isLast, ByteBuffer content, Callback callback) {
        if (!isBegun.compareAndSet(false, true)) {
            super.write(isLast, content, callback);
            return;
        }
        long took = System.nanoTime() - start;
        long more = Math.max((long) (took * stretch.share()), stretch.least().toNanos());
        Runnable onward = () -> super.write(isLast, content, callback);
        getRequest().getComponents().getScheduler().schedule(onward, more, TimeUnit.NANOSECONDS);
    }
}
