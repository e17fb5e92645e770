package erp.core.outbox;

import erp.core.Event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told, and checks the order of each aggregate. */
final class Receiver implements Delivery {
    private final Map<UUID, List<Integer>> told = new ConcurrentHashMap<>();
    private final Map<UUID, Long> positions = new ConcurrentHashMap<>();
    final List<String> disorder = new ArrayList<>();

    /** The aggregate's so manieth event. */
    record Counted(UUID aggregate, int number) implements Event {
        @Override
        public String module() {
            return "outbox";
        }
    }

    @Override
    public void deliver(Message message) {
        String number = message.payload().replaceAll(".*\"number\":(\\d+).*", "$1");
        Long before = positions.put(message.aggregate(), message.position());
        if (before != null && before > message.position()) {
            synchronized (disorder) {
                disorder.add(message.toString());
            }
        }
        told.computeIfAbsent(message.aggregate(), _ -> new CopyOnWriteArrayList<>())
                .add(Integer.valueOf(number));
    }

    List<Integer> of(UUID aggregate) {
        return told.getOrDefault(aggregate, List.of());
    }
}
