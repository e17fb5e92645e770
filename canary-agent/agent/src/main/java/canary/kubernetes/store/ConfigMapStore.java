package canary.kubernetes.store;

import canary.journal.JournalStore;
import canary.kubernetes.api.KubernetesApi;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A journal that only compare-and-set writes. Who may write puts its own name into the newest part
 * first; from then on whoever wrote before can write no more, even if it knows nothing of that. A
 * write whose answer is lost is read back: it is neither made twice nor taken for another's.
 */
final class ConfigMapStore implements JournalStore {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigMapStore.class);

    /** A ConfigMap holds a MiB, and each line writes its part anew. */
    static final long PART_BYTES = 256 << 10;

    static final long LINE_BYTES = 768 << 10;
    static final int MOST_PARTS = 64;

    private static final String CLOSED = "erp-release/closed";

    /** What says nothing new is not written more often; that the agent lives is the Lease's. */
    private static final Duration RARELY = Duration.ofSeconds(5);

    private static final int TRIES = 5;

    private final KubeObjects<ConfigMap> maps;
    private final ReleaseId id;
    private final ReleaseState state;
    private final LeaseClock clock;
    private final @Nullable Writer writer;
    private List<ConfigMap> parts = List.of();

    /**
     * Who writes.
     *
     * @param name used by nobody else ever
     * @param onDeposed told why, when another has claimed the journal
     */
    record Writer(String name, Consumer<String> onDeposed) {}

    private ConfigMapStore(
            KubeObjects<ConfigMap> maps,
            ReleaseId id,
            ReleaseState state,
            LeaseClock clock,
            @Nullable Writer writer) {
        this.maps = maps;
        this.id = id;
        this.state = state;
        this.clock = clock;
        this.writer = writer;
    }

    /** To look at only. */
    static ConfigMapStore toRead(KubeObjects<ConfigMap> maps, ReleaseId id, LeaseClock clock) {
        return new ConfigMapStore(maps, id, ReleaseState.toRead(maps, id, clock), clock, null);
    }

    /** To write: from now on nobody else does, whoever did before. */
    static ConfigMapStore toWrite(
            KubeObjects<ConfigMap> maps,
            ReleaseId id,
            ReleaseState state,
            LeaseClock clock,
            Writer writer) {
        ConfigMapStore store = new ConfigMapStore(maps, id, state, clock, writer);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            if (store.claim(writer.name())) {
                return store;
            }
        }
        throw KubernetesApi.failure(
                "the journal of %s is being written by others".formatted(id.release()));
    }

    private boolean claim(String name) {
        List<ConfigMap> found = stored();
        if (!found.isEmpty() && !isClosed(found.getLast())) {
            Optional<ConfigMap> mine = maps.replace(signed(found.getLast(), name));
            mine.ifPresent(part -> parts = with(found, found.size() - 1, part));
            return mine.isPresent();
        }
        Optional<ConfigMap> made = maps.create(newPart(found.size() + 1, name));
        made.ifPresent(part -> parts = with(found, found.size(), part));
        return made.isPresent();
    }

    private List<ConfigMap> stored() {
        return JournalParts.inOrder(id.release(), maps.list(id.labels(ReleaseNames.Part.JOURNAL)));
    }

    private static List<ConfigMap> with(List<ConfigMap> parts, int index, ConfigMap part) {
        List<ConfigMap> all = new ArrayList<>(parts.subList(0, index));
        all.add(part);
        return List.copyOf(all);
    }

    private ConfigMap newPart(int number, String name) {
        return signed(
                new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(ReleaseNames.journal(id.release(), number))
                        .withLabels(id.labels(ReleaseNames.Part.JOURNAL))
                        .endMetadata()
                        .build(),
                name);
    }

    private ConfigMap signed(ConfigMap part, String name) {
        return new ConfigMapBuilder(part)
                .editMetadata()
                .addToAnnotations(
                        Map.of(
                                ReleaseNames.WRITER,
                                name,
                                ReleaseNames.WRITTEN,
                                clock.now().toString()))
                .endMetadata()
                .build();
    }

    private static boolean isClosed(ConfigMap part) {
        return !JournalParts.annotation(part, CLOSED).isEmpty();
    }

    @Override
    public byte[] read() {
        if (writer == null) {
            parts = stored();
        }
        return JournalParts.join(parts);
    }

    @Override
    public void append(long wholeBytes, String line) {
        long bytes = JournalParts.bytes(line);
        if (bytes > LINE_BYTES) {
            throw KubernetesApi.failure(
                    "a line of %d bytes is more than the %d that a journal takes"
                            .formatted(bytes, LINE_BYTES));
        }
        String key = JournalParts.key(wholeBytes);
        SortedMap<String, String> lines = before(parts.getLast(), key);
        if (!lines.isEmpty() && JournalParts.bytes(lines) + bytes > PART_BYTES) {
            beginPart(key);
            lines = new TreeMap<>();
        }
        lines.put(key, line);
        put(key, lines, false);
        state.lineWritten(line);
    }

    /** What stands before a line, whatever a write whose answer was lost has left behind it. */
    private static SortedMap<String, String> before(ConfigMap part, String key) {
        return new TreeMap<>(JournalParts.lines(part).headMap(key));
    }

    private void beginPart(String key) {
        if (parts.size() >= MOST_PARTS) {
            throw KubernetesApi.failure(
                    "the journal of %s is full: %d parts of %d bytes"
                            .formatted(id.release(), MOST_PARTS, PART_BYTES));
        }
        // Closed first, so that a writer who was deposed in between cannot make the next one.
        put(key, before(parts.getLast(), key), true);
        ConfigMap next = newPart(parts.size() + 1, writer().name());
        ConfigMap made =
                maps.create(next)
                        .or(() -> maps.find(next.getMetadata().getName()))
                        .orElseThrow(
                                () ->
                                        KubernetesApi.failure(
                                                "the next part of the journal is not there"));
        refuseDeposed(made);
        parts = with(parts, parts.size(), made);
    }

    /**
     * Writes the newest part. What others have changed of it besides its lines is kept; where its
     * lines before the key are others than those known, nothing is written.
     */
    private void put(String key, SortedMap<String, String> lines, boolean isLast) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            ConfigMap next = signed(parts.getLast(), writer().name());
            next.setData(lines);
            if (isLast) {
                next.getMetadata().getAnnotations().put(CLOSED, "true");
            }
            Optional<ConfigMap> written = tryReplace(next);
            if (written.isPresent()) {
                keep(written.get());
                return;
            }
            String name = next.getMetadata().getName();
            ConfigMap now =
                    maps.find(name)
                            .orElseThrow(
                                    () ->
                                            KubernetesApi.failure(
                                                    "ConfigMap %s was deleted".formatted(name)));
            refuseDeposed(now);
            if (!before(now, key).equals(before(parts.getLast(), key))) {
                throw KubernetesApi.failure(
                        "ConfigMap %s was changed by another hand; it is not overwritten"
                                .formatted(name));
            }
            keep(now);
            if (isClosed(now) == isLast && JournalParts.lines(now).equals(lines)) {
                return; // it was taken, only its answer got lost
            }
        }
        throw KubernetesApi.failure(
                "the journal of %s is being written by others".formatted(id.release()));
    }

    /** Empty where it was not taken, or nobody knows. */
    private Optional<ConfigMap> tryReplace(ConfigMap next) {
        try {
            return maps.replace(next);
        } catch (UncheckedIOException e) {
            LOG.warn("event=journal_answer_missing release={} cause={}", id, e.getMessage());
            ConfigMap now = maps.find(next.getMetadata().getName()).orElse(null);
            if (now != null && version(now).equals(version(next)) && !version(next).isEmpty()) {
                throw e; // refused, or not taken so far: compare-and-set takes it no more than once
            }
            return Optional.empty();
        }
    }

    private static String version(ConfigMap map) {
        String version = map.getMetadata().getResourceVersion();
        return version == null ? "" : version;
    }

    private void keep(ConfigMap part) {
        parts = with(parts, parts.size() - 1, part);
    }

    private void refuseDeposed(ConfigMap now) {
        String name = JournalParts.annotation(now, ReleaseNames.WRITER);
        if (!name.equals(writer().name())) {
            throw deposed(name);
        }
    }

    private RuntimeException deposed(String name) {
        String why = "the journal of %s is written by %s now".formatted(id.release(), name);
        writer().onDeposed().accept(why);
        return KubernetesApi.failure(why);
    }

    private Writer writer() {
        Writer it = writer;
        if (it == null) {
            throw new IllegalStateException("opened to read");
        }
        return it;
    }

    @Override
    public void replaceNewest(String line) {
        state.newest(line, RARELY);
    }

    @Override
    public @Nullable String newest() {
        return state.newest();
    }

    @Override
    public Instant lastWritten() {
        Instant line =
                stored().stream()
                        .map(part -> JournalParts.annotation(part, ReleaseNames.WRITTEN))
                        .map(ReleaseState::instant)
                        .max(Instant::compareTo)
                        .orElse(Instant.EPOCH);
        Instant newest = state.lastWritten();
        return newest.isAfter(line) ? newest : line;
    }

    @Override
    public void close() {
        if (writer != null) {
            state.flush();
        }
    }
}
