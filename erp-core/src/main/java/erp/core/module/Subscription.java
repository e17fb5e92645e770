package erp.core.module;

import erp.core.ErrorCode;
import erp.core.Event;
import erp.core.tx.ChangeRecorder;
import erp.core.tx.Tx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What a module does when something happened, in the same transaction.
 *
 * @param refusals the codes with which it refuses what an operation of another module did, by the
 *     operation's id
 */
public record Subscription<E extends Event>(
        Class<E> event, BiConsumer<Tx, E> handler, Map<String, List<ErrorCode>> refusals) {
    public Subscription {
        refusals = Map.copyOf(refusals);
    }

    public static <E extends Event> Subscription<E> on(Class<E> event, BiConsumer<Tx, E> handler) {
        return new Subscription<>(event, handler, Map.of());
    }

    /** Says that it may refuse the operation with these codes, so that the operation tells them. */
    public Subscription<E> refusing(String operation, ErrorCode... codes) {
        Map<String, List<ErrorCode>> all = new HashMap<>(refusals);
        all.put(operation, List.of(codes));
        return new Subscription<>(event, handler, all);
    }

    void subscribe(ChangeRecorder recorder) {
        recorder.on(event, handler);
    }
}
