package canary.agent.field;

import canary.cluster.Pod;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;

/** A pod of a {@link FieldWorld}, behind real HTTP; guarded by its world. */
final class FieldPod implements AutoCloseable {

    final String name;
    final FieldVersion version;
    final FieldCounters counters = new FieldCounters();
    private final HttpServer server;
    private int restarts;
    private Instant startedAt;
    private @Nullable String lastEnd;

    FieldPod(String name, FieldVersion version, Instant now) {
        this.name = name;
        this.version = version;
        this.startedAt = now;
        this.server = listen();
    }

    static HttpServer listen() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers from now on. */
    FieldPod serve(HttpHandler handler) {
        server.createContext("/", handler);
        server.start();
        return this;
    }

    /** Something that it did. */
    void count(String name, String labels, double more) {
        counters.add(name, version.name, labels, more);
    }

    /** Its process ends and begins anew, with every counter at 0. */
    void restart(Instant now, String why) {
        restarts++;
        startedAt = now;
        lastEnd = why;
        counters.clear();
    }

    Instant startedAt() {
        return startedAt;
    }

    Pod told() {
        URI root = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Pod(name, version.name, true, restarts, root, root, startedAt, lastEnd);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
