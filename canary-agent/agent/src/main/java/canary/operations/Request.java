package canary.operations;

import canary.rollout.Order;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * What a person wants of a release.
 *
 * @param by who asks
 * @param why in a sentence; null where nobody says
 * @param evenIfHarmful whether a pause stays although the canary is judged harmful
 * @param acceptHarm why a canary that is judged harmful is promoted all the same; null where the
 *     request does not say so
 */
public record Request(
        Order.Verb verb,
        String by,
        @Nullable String why,
        boolean evenIfHarmful,
        @Nullable String acceptHarm) {

    /** Letters that a reason may have. */
    public static final int MOST_LETTERS = 500;

    /** Throws {@link IllegalArgumentException} that names field and rule. */
    public Request {
        check("why", why);
        check("acceptHarm", acceptHarm);
        if (evenIfHarmful && verb != Order.Verb.PAUSE) {
            throw new IllegalArgumentException("evenIfHarmful: goes with pause alone");
        }
        if (acceptHarm != null && verb != Order.Verb.PROMOTE) {
            throw new IllegalArgumentException("acceptHarm: goes with promote alone");
        }
    }

    private static void check(String field, @Nullable String text) {
        if (text != null && (text.isBlank() || text.length() > MOST_LETTERS)) {
            throw new IllegalArgumentException(
                    "%s: must have 1 to %d letters".formatted(field, MOST_LETTERS));
        }
    }

    /** As a word of the command line. */
    public String word() {
        return verb.name().toLowerCase(Locale.ROOT);
    }

    Order order() {
        String asker = why == null ? by : "%s (%s)".formatted(by, why.strip());
        return new Order("", verb, asker, evenIfHarmful ? true : null, acceptHarm);
    }
}
