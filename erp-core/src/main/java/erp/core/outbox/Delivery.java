package erp.core.outbox;

/**
 * Somebody who is told of every event, of all companies. Events of one aggregate come in their
 * order, and the next one only after the one before was taken; those of different aggregates come
 * at the same time, on several threads.
 */
@FunctionalInterface
public interface Delivery {
    /**
     * Returns once the event is taken for good. Whatever it throws, and where it takes longer than
     * {@link Relay#LIMIT} (it is interrupted then) or the process dies, the event comes again, to
     * every delivery, also to those that took it.
     */
    void deliver(Message message);
}
