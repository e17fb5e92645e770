package erp.core.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what it is told, and checks the order of each aggregate. */
final class Receiver implements Delivery {
    private final Map<UUID, List<Integer>> told = new ConcurrentHashMap<>();
    private final Map<UUID, Long> positions = new ConcurrentHashMap<>();
    final List<String> disorder = new ArrayList<>();

    @Override
    public void deliver(Message message) {
        String number = message.payload().replaceAll(".*\"number\":(\\d+).*", "$1");
        Long before = positions.put(message.aggregate(), message.position());
        if (before != null && before > message.position()) {
            synchronized (disorder) {
                disorder.add(message.toString());
            }
        }
        told.computeIfAbsent(message.aggregate(), _ -> new ArrayList<>())
                .add(Integer.valueOf(number));
    }

    List<Integer> of(UUID aggregate) {
        return told.getOrDefault(aggregate, List.of());
    }
}
