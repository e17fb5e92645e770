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

    private static final String MESH = "mesh";

    private final Scraper scraper;
    private final MeshPages mesh;
    private final Duration limit;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param mesh the mesh's page of metrics
     * @param limit how long a look may take
     */
    public ScrapedSource(Scraper scraper, URI mesh, Duration limit) {
        this(scraper, () -> Map.of(MESH, mesh), limit);
    }

    /** The same for a mesh of several processes. */
    public ScrapedSource(Scraper scraper, MeshPages mesh, Duration limit) {
        this.scraper = scraper;
        this.mesh = mesh;
        this.limit = limit;
    }

    /** What one page says, or why nothing. */
    private record Answer(@Nullable List<Sample> page, String problem) {}

    @Override
    public Look look(List<Target> pods, Instant now) {
        Map<String, URI> meshPages;
        String silence = "";
        try {
            meshPages = mesh.pages();
        } catch (RuntimeException e) {
            meshPages = Map.of();
            silence = problem(e);
        }
        List<URI> pages = new ArrayList<>(meshPages.values());
        pods.forEach(pod -> pages.add(pod.page()));
        List<Answer> answers = answers(pages);
        Map<String, Found> all = new LinkedHashMap<>();
        for (int i = 0; i < pods.size(); i++) {
            String name = pods.get(i).name();
            Answer answer = answers.get(meshPages.size() + i);
            all.put(
                    name,
                    answer.page() == null
                            ? Found.failed(answer.problem())
                            : new Found(Map.of(name, answer.page()), now, null));
        }
        List<String> names = new ArrayList<>(meshPages.keySet());
        return new Look(mesh(names, answers, silence, now), all);
    }

    /** A process of the mesh that does not answer leaves what the others have counted. */
    private Found mesh(List<String> names, List<Answer> answers, String silence, Instant now) {
        Map<String, List<Sample>> pages = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        if (names.isEmpty()) {
            problems.add(silence.isEmpty() ? "no process of it is known" : silence);
        }
        for (int i = 0; i < names.size(); i++) {
            Answer answer = answers.get(i);
            if (answer.page() == null) {
                String whose = names.size() == 1 ? "" : names.get(i) + ": ";
                problems.add(whose + answer.problem());
            } else {
                pages.put(names.get(i), mesh.translated(answer.page()));
            }
        }
        return new Found(
                pages,
                pages.isEmpty() ? null : now,
                problems.isEmpty() ? null : String.join("; ", problems));
    }

    private List<Answer> answers(List<URI> pages) {
        List<Callable<List<Sample>>> calls = new ArrayList<>();
        pages.forEach(page -> calls.add(() -> scraper.scrape(page)));
        try {
            return threads.invokeAll(calls, limit.toMillis(), TimeUnit.MILLISECONDS).stream()
                    .map(this::answer)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return pages.stream().map(_ -> new Answer(null, "interrupted")).toList();
        }
    }

    private Answer answer(Future<List<Sample>> call) {
        try {
            return new Answer(call.get(), "");
        } catch (CancellationException e) {
            return new Answer(null, "no answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Answer(null, problem(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(null, "interrupted");
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
