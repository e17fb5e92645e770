package canary.metrics;

import canary.counters.scrape.Sample;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Reads every page itself, side by side: no Prometheus is needed and nothing is older than now. */
public final class ScrapedSource implements MetricSource {

    private final Scraper scraper;
    private final URI mesh;
    private final Duration limit;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param mesh the mesh's page of metrics
     * @param limit how long a look may take
     */
    public ScrapedSource(Scraper scraper, URI mesh, Duration limit) {
        this.scraper = scraper;
        this.mesh = mesh;
        this.limit = limit;
    }

    @Override
    public Look look(List<Target> pods, Instant now) {
        List<Callable<List<Sample>>> calls = new ArrayList<>();
        calls.add(() -> scraper.scrape(mesh));
        pods.forEach(pod -> calls.add(() -> scraper.scrape(pod.page())));
        List<Future<List<Sample>>> answers;
        try {
            answers = threads.invokeAll(calls, limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Map<String, Found> none = new LinkedHashMap<>();
            pods.forEach(pod -> none.put(pod.name(), Found.failed("interrupted")));
            return new Look(Found.failed("interrupted"), none);
        }
        Map<String, Found> all = new LinkedHashMap<>();
        for (int i = 0; i < pods.size(); i++) {
            String name = pods.get(i).name();
            all.put(name, found(name, answers.get(i + 1), now));
        }
        return new Look(found("mesh", answers.getFirst(), now), all);
    }

    private Found found(String name, Future<List<Sample>> answer, Instant now) {
        try {
            return new Found(Map.of(name, answer.get()), now, null);
        } catch (CancellationException e) {
            return Found.failed("no answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            return Found.failed(problem(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Found.failed("interrupted");
        }
    }

    private static String problem(@Nullable Throwable thrown) {
        Throwable cause = thrown instanceof UncheckedIOException io ? io.getCause() : thrown;
        if (cause == null) {
            return "failed";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
