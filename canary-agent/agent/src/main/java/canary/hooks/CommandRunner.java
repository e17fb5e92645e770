package canary.hooks;

import canary.plan.Hook;
import canary.plan.HookPoint;
import canary.plan.Plan;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs a hook's program on this machine, in the agent's directory and with its environment and
 * {@code ERP_RELEASE}, {@code ERP_STABLE}, {@code ERP_CANARY}. It has done its work when it ends
 * with 0.
 */
public final class CommandRunner implements HookRunner {

    private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);

    private static final int TOLD_LINES = 3;
    private static final int LONGEST_LINE = 300;
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Override
    public String run(Plan plan, HookPoint point, Consumer<String> progress)
            throws InterruptedException {
        Hook hook = plan.hook(point);
        ProcessBuilder builder =
                new ProcessBuilder(hook.command())
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.PIPE);
        builder.environment()
                .putAll(
                        Map.of(
                                "ERP_RELEASE", plan.release(),
                                "ERP_STABLE", plan.stable().version(),
                                "ERP_CANARY", plan.canary().version()));
        Deque<String> last = new ArrayDeque<>();
        Process process = start(hook, builder);
        try {
            process.getOutputStream().close();
            Thread reader =
                    Thread.ofVirtual()
                            .name("hook-" + point.word())
                            .start(() -> read(process, point, last, progress));
            int code = process.waitFor();
            reader.join(GRACE); // what it leaves running may hold its output open
            String told = told(last);
            if (code != 0) {
                throw new HookFailure(
                        "%s ended with %d%s"
                                .formatted(
                                        hook.command().getFirst(),
                                        code,
                                        told.isEmpty() ? "" : ": " + told));
            }
            synchronized (last) {
                return last.isEmpty() ? "" : last.getLast();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            end(process);
        }
    }

    private static Process start(Hook hook, ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new HookFailure(
                    "%s cannot be started: %s"
                            .formatted(hook.command().getFirst(), e.getMessage()));
        }
    }

    private static void read(
            Process process, HookPoint point, Deque<String> last, Consumer<String> progress) {
        try (Reader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = line(output); line != null; line = line(output)) {
                if (line.isBlank()) {
                    continue;
                }
                String text = line.strip();
                LOG.info("event=hook hook={} text=\"{}\"", point.word(), text);
                synchronized (last) {
                    last.addLast(text);
                    if (last.size() > TOLD_LINES) {
                        last.removeFirst();
                    }
                }
                progress.accept(text);
            }
        } catch (IOException e) {
            LOG.warn("event=hook_output_lost hook={} cause={}", point.word(), e.toString());
        }
    }

    /** The beginning of the next line, whatever its length; a progress bar's lines end with CR. */
    private static @Nullable String line(Reader output) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = output.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n' && next != '\r'; next = output.read()) {
            if (line.length() < LONGEST_LINE) {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static String told(Deque<String> last) {
        synchronized (last) {
            return String.join("; ", last);
        }
    }

    /** Nobody works on when it was broken off, whatever it has started. */
    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroy);
        boolean isInterrupted = Thread.interrupted();
        try {
            process.waitFor(GRACE);
        } catch (InterruptedException e) {
            isInterrupted = true;
        }
        all.forEach(ProcessHandle::destroyForcibly);
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
