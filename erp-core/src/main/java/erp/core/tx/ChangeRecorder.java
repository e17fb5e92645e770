package erp.core.tx;

import erp.core.Event;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Writes history and outbox, and tells subscribers, all in the transaction that the change belongs
 * to.
 */
public final class ChangeRecorder implements Tx.Recorder {
    private static final int DETAIL_LIMIT = 60_000;

    private final String appVersion;
    private final JsonMapper json;
    private final Map<Class<?>, List<BiConsumer<Tx, Event>>> subscribers = new HashMap<>();

    /**
     * @param appVersion the release that this process runs, for "what did it write"
     */
    public ChangeRecorder(String appVersion, JsonMapper json) {
        this.appVersion = appVersion;
        this.json = json;
    }

    /** Subscribes; all subscriptions stand in one list in {@code app}. */
    public <E extends Event> void on(Class<E> type, BiConsumer<Tx, E> subscriber) {
        subscribers
                .computeIfAbsent(type, _ -> new ArrayList<>())
                .add((tx, event) -> subscriber.accept(tx, type.cast(event)));
    }

    @Override
    public void record(
            Tx tx, String type, UUID id, long version, String action, Map<String, ?> detail) {
        String text = json.writeValueAsString(detail);
        if (text.length() > DETAIL_LIMIT) {
            throw new IllegalStateException(
                    "history detail of " + type + " exceeds " + DETAIL_LIMIT + " characters");
        }
        tx.add(new HistoryEntry(tx, appVersion, type, id, version, action, text));
    }

    @Override
    public String appVersion() {
        return appVersion;
    }

    @Override
    public void publish(Tx tx, Event event) {
        tx.add(new OutboxEvent(tx, appVersion, event, json.writeValueAsString(event)));
        subscribers
                .getOrDefault(event.getClass(), List.of())
                .forEach(subscriber -> subscriber.accept(tx, event));
    }
}
