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
import java.util.Set;
import java.util.stream.Stream;

/**
 * Orders of people, one small file each; the running agent picks them up at its next tick. The verb
 * is in the file's name and the text says who asks and under which conditions, so that an order for
 * safety's sake is understood though nobody can read or write its text.
 */
public final class Inbox implements Orders {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

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

    /** On a full disk one that asks for no more than safety appears without its text. */
    @Override
    public String put(Order order, Instant now) {
        String id = OrderText.newId(order, now);
        try {
            Files.createDirectories(directory);
            Path draft = directory.resolve("." + id);
            try {
                Files.writeString(draft, OrderText.write(order));
                Files.move(draft, directory.resolve(id), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Files.deleteIfExists(draft);
                if (!OrderText.isForSafety(order.verb())) {
                    throw e;
                }
                Files.createFile(directory.resolve(id)); // needs no room for a text
            }
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException("the order could not be left: " + e.getMessage(), e);
        }
    }

    @Override
    public void remove(String id) {
        try {
            Files.deleteIfExists(directory.resolve(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The oldest order that is not among those carried out; null when there is none. One whose text
     * cannot be read is carried out where it asks for safety, and else passed over: it must not
     * keep a later one from being seen.
     */
    public @Nullable Order oldest(Set<String> carriedOut) {
        return oldest(carriedOut, false);
    }

    @Override
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
                Order.Verb verb = OrderText.verb(id);
                Order order =
                        verb == null || (isForSafetyOnly && !OrderText.isForSafety(verb))
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
            return OrderText.read(
                    id, verb, new String(text.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (passedOver.add(id)) {
                LOG.warn("event=order_not_read id={} cause={}", id, e.toString());
            }
            return OrderText.isForSafety(verb)
                    ? new Order(id, verb, OrderText.NOBODY + " whose order cannot be read")
                    : null;
        }
    }
}
