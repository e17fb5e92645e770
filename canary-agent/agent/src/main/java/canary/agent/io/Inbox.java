package canary.agent.io;

import canary.rollout.Order;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Orders of people, one small file each; the running agent picks them up at its next tick. */
public final class Inbox {

    private final Path directory;

    public Inbox(Path directory) {
        this.directory = directory;
    }

    /** Leaves an order for the agent; it appears whole or not at all. */
    public void put(Order.Verb verb, String by, Instant now) {
        try {
            Files.createDirectories(directory);
            String id =
                    "%013d-%s-%s"
                            .formatted(
                                    now.toEpochMilli(),
                                    verb.name().toLowerCase(Locale.ROOT),
                                    UUID.randomUUID().toString().substring(0, 8));
            Path draft = directory.resolve("." + id);
            Files.writeString(draft, by);
            Files.move(draft, directory.resolve(id), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The oldest order that is not among those carried out; null when there is none. */
    public @Nullable Order oldest(Set<String> carriedOut) {
        if (!Files.isDirectory(directory)) {
            return null;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(id -> !carriedOut.contains(id) && verb(id) != null)
                    .sorted()
                    .findFirst()
                    .map(this::read)
                    .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Order read(String id) {
        try {
            String by = Files.readString(directory.resolve(id)).strip();
            Order.Verb verb = verb(id);
            return new Order(
                    id, verb == null ? Order.Verb.PAUSE : verb, by.isEmpty() ? "somebody" : by);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Order.@Nullable Verb verb(String id) {
        String[] parts = id.split("-", 3);
        for (Order.Verb verb : Order.Verb.values()) {
            if (parts.length == 3 && verb.name().toLowerCase(Locale.ROOT).equals(parts[1])) {
                return verb;
            }
        }
        return null;
    }
}
