package canary.agent.io;

import canary.rollout.Order;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Orders of people, one small file each; the running agent picks them up at its next tick. The verb
 * is in the file's name and the text says who asks and under which conditions, so that an order for
 * safety's sake is understood though nobody can read or write its text.
 */
public final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private static final String EVEN_IF_HARMFUL = "even-if-harmful";
    private static final String ACCEPT_HARM = "accept-harm ";
    private static final String NOBODY = "somebody";

    /** Nobody says more of an order. */
    private static final int MOST_BYTES = 4096;

    private final Path directory;
    private final Set<String> passedOver = new HashSet<>();

    public Inbox(Path directory) {
        this.directory = directory;
    }

    /** Leaves an order without conditions. */
    public String put(Order.Verb verb, String by, Instant now) {
        return put(new Order("", verb, by), now);
    }

    /**
     * Leaves an order for the agent; it appears whole or not at all. On a full disk one that asks
     * for no more than safety appears without its text.
     *
     * @param order its id is given here
     * @return the id
     */
    public String put(Order order, Instant now) {
        String id =
                "%013d-%s-%s"
                        .formatted(
                                now.toEpochMilli(),
                                word(order.verb()),
                                UUID.randomUUID().toString().substring(0, 8));
        try {
            Files.createDirectories(directory);
            Path draft = directory.resolve("." + id);
            try {
                Files.writeString(draft, text(order));
                Files.move(draft, directory.resolve(id), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Files.deleteIfExists(draft);
                if (!isForSafety(order.verb())) {
                    throw e;
                }
                Files.createFile(directory.resolve(id)); // needs no room for a text
            }
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException("the order could not be left: " + e.getMessage(), e);
        }
    }

    /** Takes an order back. */
    public void remove(String id) {
        try {
            Files.deleteIfExists(directory.resolve(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Order order) {
        StringBuilder text = new StringBuilder(line(order.by()));
        if (Boolean.TRUE.equals(order.evenIfHarmful())) {
            text.append('\n').append(EVEN_IF_HARMFUL);
        }
        String accepted = order.acceptedHarm();
        if (accepted != null) {
            text.append('\n').append(ACCEPT_HARM).append(line(accepted));
        }
        return text.append('\n').toString();
    }

    private static String line(String text) {
        return text.replaceAll("\\R", " ").strip();
    }

    /**
     * The oldest order that is not among those carried out; null when there is none. One whose text
     * cannot be read is carried out where it asks for safety, and else passed over: it must not
     * keep a later one from being seen.
     */
    public @Nullable Order oldest(Set<String> carriedOut) {
        return oldest(carriedOut, false);
    }

    /** The same, or the oldest that asks for no more than safety. */
    public @Nullable Order oldest(Set<String> carriedOut, boolean isForSafetyOnly) {
        if (!Files.isDirectory(directory)) {
            return null;
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<String> waiting =
                    files.map(file -> String.valueOf(file.getFileName()))
                            .filter(id -> !carriedOut.contains(id))
                            .sorted()
                            .toList();
            for (String id : waiting) {
                Order.Verb verb = verb(id);
                Order order =
                        verb == null || (isForSafetyOnly && !isForSafety(verb))
                                ? null
                                : read(id, verb);
                if (order != null) {
                    return order;
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Order read(String id, Order.Verb verb) {
        try (InputStream text = Files.newInputStream(directory.resolve(id))) {
            return order(id, verb, new String(text.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (passedOver.add(id)) {
                LOG.warn("event=order_not_read id={} cause={}", id, e.toString());
            }
            return isForSafety(verb)
                    ? new Order(id, verb, NOBODY + " whose order cannot be read")
                    : null;
        }
    }

    private static Order order(String id, Order.Verb verb, String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        String by = lines.isEmpty() || lines.getFirst().isEmpty() ? NOBODY : lines.getFirst();
        String accepted =
                lines.stream()
                        .filter(line -> line.startsWith(ACCEPT_HARM))
                        .map(line -> line.substring(ACCEPT_HARM.length()))
                        .findFirst()
                        .orElse(null);
        return new Order(id, verb, by, lines.contains(EVEN_IF_HARMFUL) ? true : null, accepted);
    }

    /** Whether a verb never sends a user to the canary. */
    private static boolean isForSafety(Order.Verb verb) {
        return verb == Order.Verb.ROLLBACK || verb == Order.Verb.PAUSE;
    }

    private static String word(Order.Verb verb) {
        return verb.name().toLowerCase(Locale.ROOT);
    }

    private static Order.@Nullable Verb verb(String id) {
        String[] parts = id.split("-", 3);
        for (Order.Verb verb : Order.Verb.values()) {
            if (parts.length == 3 && word(verb).equals(parts[1])) {
                return verb;
            }
        }
        return null;
    }
}
