package canary.agent.io;

import canary.rollout.Order;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * An order as it is kept: its id holds time and verb, its text who asks and under which conditions,
 * so that an order for safety's sake is understood though nobody can read its text.
 */
public final class OrderText {

    static final String NOBODY = "somebody";

    private static final String EVEN_IF_HARMFUL = "even-if-harmful";
    private static final String ACCEPT_HARM = "accept-harm ";

    private OrderText() {}

    /** Ids sort by time. */
    public static String newId(Order order, Instant now) {
        return "%013d-%s-%s"
                .formatted(
                        now.toEpochMilli(),
                        word(order.verb()),
                        UUID.randomUUID().toString().substring(0, 8));
    }

    public static String write(Order order) {
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

    /** The order of an id, as its text says. */
    public static Order read(String id, Order.Verb verb, String text) {
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

    /** What an id asks for; null where it is none. */
    public static Order.@Nullable Verb verb(String id) {
        String[] parts = id.split("-", 3);
        for (Order.Verb verb : Order.Verb.values()) {
            if (parts.length == 3 && word(verb).equals(parts[1])) {
                return verb;
            }
        }
        return null;
    }

    /** Whether a verb never sends a user to the canary. */
    public static boolean isForSafety(Order.Verb verb) {
        return verb == Order.Verb.ROLLBACK || verb == Order.Verb.PAUSE;
    }

    private static String word(Order.Verb verb) {
        return verb.name().toLowerCase(Locale.ROOT);
    }
}
