package canary.agent.io;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls to the outside, side by side, each with a limit of time; a failure is a result. */
public final class TimedCalls {

    /** What a call gave: a value, or why there is none. */
    public record Result<T>(@Nullable T value, String problem) {}

    private final ExecutorService threads;
    private final Duration limit;

    public TimedCalls(ExecutorService threads, Duration limit) {
        this.threads = threads;
        this.limit = limit;
    }

    /** Starts a call. */
    public <T> Future<T> start(Callable<T> call) {
        return threads.submit(call);
    }

    /** Waits for a call that was started. */
    public <T> Result<T> await(Future<T> call) {
        return await(call, limit);
    }

    private static <T> Result<T> await(Future<T> call, Duration limit) {
        try {
            return new Result<>(call.get(limit.toMillis(), TimeUnit.MILLISECONDS), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.cancel(true);
            return new Result<>(null, "interrupted");
        } catch (TimeoutException e) {
            call.cancel(true);
            return new Result<>(null, "no answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Result<>(null, problem(e.getCause()));
        }
    }

    public <T> Result<T> call(Callable<T> call) {
        return await(start(call));
    }

    /** With a limit of its own. */
    public <T> Result<T> call(Callable<T> call, Duration limit) {
        return await(start(call), limit);
    }

    public static String problem(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "failed";
        }
        Throwable cause =
                thrown instanceof UncheckedIOException && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown;
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
