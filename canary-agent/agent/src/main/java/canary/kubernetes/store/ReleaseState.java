package canary.kubernetes.store;

import canary.journal.Entry;
import canary.journal.JournalException;
import canary.journal.JournalLines;
import canary.kubernetes.api.KubernetesApi;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The ConfigMap that shows a release: its plan, where it stands and since when. It may lag behind
 * the journal, which decides.
 */
final class ReleaseState {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseState.class);

    static final String PLAN = "plan.yaml";
    static final String BEGAN = "began";

    /** What tells two releases of one name apart. */
    static final String UNIQUE = "erp-release/id";

    private static final String PHASE = "phase";
    private static final String SINCE = "since";
    private static final String WEIGHT = "weight";
    private static final String WHY = "why";
    private static final String NEWEST = "newest";
    private static final String HOLDER = "holder";
    private static final int TRIES = 3;
    private static final Duration SELDOM = Duration.ofSeconds(30);

    private final KubeObjects<ConfigMap> maps;
    private final ReleaseId id;
    private final LeaseClock clock;
    private final ConfigMapStore.@Nullable Writer writer;
    private @Nullable ConfigMap known;
    private final Map<String, String> news = new TreeMap<>();
    private boolean isUnwritten;
    private long wroteAt;

    private ReleaseState(
            KubeObjects<ConfigMap> maps,
            ReleaseId id,
            LeaseClock clock,
            ConfigMapStore.@Nullable Writer writer,
            @Nullable ConfigMap known) {
        this.maps = maps;
        this.id = id;
        this.clock = clock;
        this.writer = writer;
        this.known = known;
        this.wroteAt = clock.nanos();
    }

    static ReleaseState toRead(KubeObjects<ConfigMap> maps, ReleaseId id, LeaseClock clock) {
        return new ReleaseState(maps, id, clock, null, null);
    }

    /**
     * To write; whoever wrote before can no more.
     *
     * @param plan its text where there is no state yet
     */
    static ReleaseState toWrite(
            KubeObjects<ConfigMap> maps,
            ReleaseId id,
            LeaseClock clock,
            ConfigMapStore.Writer writer,
            Optional<String> plan) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            ConfigMap found = maps.find(ReleaseNames.state(id.release())).orElse(null);
            ConfigMap before = found != null ? found : anew(id, plan.orElseThrow(() -> noPlan(id)));
            ConfigMap next = signed(before, writer.name(), clock.now());
            next.getData().putIfAbsent(BEGAN, clock.now().toString());
            next.getData().put(HOLDER, writer.name());
            Optional<ConfigMap> mine = found == null ? maps.create(next) : maps.replace(next);
            if (mine.isPresent()) {
                return new ReleaseState(maps, id, clock, writer, mine.get());
            }
        }
        throw KubernetesApi.failure(
                "the state of %s is being written by others".formatted(id.release()));
    }

    static UncheckedIOException noPlan(ReleaseId id) {
        return KubernetesApi.failure(
                "ConfigMap %s is not there, and it had the plan"
                        .formatted(ReleaseNames.state(id.release())));
    }

    /** One that nobody works on yet. */
    static ConfigMap anew(ReleaseId id, String plan) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(ReleaseNames.state(id.release()))
                .withLabels(id.labels(ReleaseNames.Part.STATE))
                .addToAnnotations(UNIQUE, UUID.randomUUID().toString())
                .endMetadata()
                .addToData(PLAN, plan)
                .build();
    }

    private static ConfigMap signed(ConfigMap state, String writer, Instant now) {
        ConfigMap next =
                new ConfigMapBuilder(state)
                        .editMetadata()
                        .addToAnnotations(
                                Map.of(
                                        ReleaseNames.WRITER,
                                        writer,
                                        ReleaseNames.WRITTEN,
                                        now.toString()))
                        .endMetadata()
                        .build();
        next.setData(data(state));
        return next;
    }

    static Map<String, String> data(ConfigMap state) {
        return state.getData() == null ? new HashMap<>() : new HashMap<>(state.getData());
    }

    /** The plan's text; null where there is no state. */
    @Nullable String plan() {
        ConfigMap state = state();
        return state == null ? null : data(state).get(PLAN);
    }

    /** What tells it from another release of its name. */
    String unique() {
        return JournalParts.annotation(Objects.requireNonNull(known), UNIQUE);
    }

    /** Another plan, where nothing has begun yet. */
    void plan(String text) {
        news.put(PLAN, text);
        write();
    }

    private @Nullable ConfigMap state() {
        if (writer == null) {
            known = maps.find(ReleaseNames.state(id.release())).orElse(null);
        }
        return known;
    }

    /**
     * A line stands in the journal. What is new in it is shown with the next tick, so that no
     * decision waits for it, and what is not new once in a while.
     */
    void lineWritten(String line) {
        boolean isDue = isUnwritten || clock.nanos() - wroteAt >= SELDOM.toNanos();
        JournalLines.read(line).ifPresent(this::take);
        if (isDue) {
            flush();
        }
    }

    /** A tick that is no line; written at once where it says something new. */
    void newest(String line, Duration rarely) {
        JournalLines.read(line).ifPresent(this::take);
        news.put(NEWEST, line);
        boolean isDue = clock.nanos() - wroteAt >= rarely.toNanos();
        if (isDue || isUnwritten) {
            write();
        }
    }

    private void take(Entry entry) {
        Map<String, String> told = new TreeMap<>();
        told.put(PHASE, entry.phase().word());
        told.put(SINCE, entry.phase().since().toString());
        told.put(WEIGHT, entry.weight() == null ? "unknown" : String.valueOf(entry.weight()));
        told.put(WHY, entry.why());
        Map<String, String> shown = new HashMap<>(data(Objects.requireNonNull(known)));
        shown.putAll(news);
        boolean isNews =
                !told.get(PHASE).equals(shown.get(PHASE))
                        || !told.get(WEIGHT).equals(shown.get(WEIGHT));
        isUnwritten |= isNews;
        news.putAll(told);
    }

    /** Shows what is not shown yet, as well as it goes. */
    void flush() {
        if (!news.isEmpty()) {
            try {
                write();
            } catch (UncheckedIOException | JournalException e) {
                LOG.warn("event=state_not_shown release={} cause={}", id, e.getMessage());
            }
        }
    }

    private void write() {
        ConfigMapStore.Writer by = Objects.requireNonNull(writer, "opened to read");
        for (int attempt = 0; attempt < TRIES; attempt++) {
            ConfigMap next = signed(Objects.requireNonNull(known), by.name(), clock.now());
            next.getData().putAll(news);
            next.getMetadata()
                    .getLabels()
                    .putAll(
                            Map.of(
                                    ReleaseNames.PHASE,
                                    next.getData().getOrDefault(PHASE, "prepared"),
                                    ReleaseNames.WEIGHT,
                                    next.getData().getOrDefault(WEIGHT, "unknown")));
            Optional<ConfigMap> written = maps.replace(next);
            if (written.isPresent()) {
                known = written.get();
                news.clear();
                isUnwritten = false;
                wroteAt = clock.nanos();
                return;
            }
            goOn(by, next);
        }
        throw KubernetesApi.failure(
                "the state of %s is being written by others".formatted(id.release()));
    }

    /** Somebody else wrote or deleted it. */
    private void goOn(ConfigMapStore.Writer by, ConfigMap next) {
        ConfigMap now = maps.find(next.getMetadata().getName()).orElse(null);
        if (now == null) {
            next.getMetadata().setResourceVersion(null);
            known = maps.create(next).orElse(known);
            return;
        }
        String name = JournalParts.annotation(now, ReleaseNames.WRITER);
        if (!name.equals(by.name())) {
            String why = "the state of %s is written by %s now".formatted(id.release(), name);
            by.onDeposed().accept(why);
            throw new JournalException(why);
        }
        known = now;
    }

    @Nullable String newest() {
        ConfigMap state = state();
        return state == null ? null : data(state).get(NEWEST);
    }

    Instant lastWritten() {
        ConfigMap state = state();
        return state == null
                ? Instant.EPOCH
                : instant(JournalParts.annotation(state, ReleaseNames.WRITTEN));
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
