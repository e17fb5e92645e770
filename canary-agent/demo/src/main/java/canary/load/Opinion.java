package canary.load;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a user wants to say about an answer.
 *
 * @param kind of feedback, as the API names it
 * @param version that gave the answer
 */
record Opinion(String kind, String text, String version) {

    /** Share of answers after which somebody praises, asks for more, or reports a small thing. */
    private static final double OTHERS_PER_ANSWER = 0.002;

    private static final String COMPLAINT = "It takes me longer than it did yesterday.";
    private static final List<String> KINDS = List.of("praise", "idea", "problem");
    private static final List<String> TEXTS =
            List.of(
                    "Orders are quick to enter.",
                    "A list of my last customers would help.",
                    "The total is hard to read on a small screen.");

    /** What is said about an answer of this version; mostly nothing. */
    static Optional<Opinion> on(
            @Nullable String version, UserSatisfaction satisfaction, RandomGenerator random) {
        double complaints = satisfaction.complaintsPerAnswer(version);
        double draw = random.nextDouble();
        if (version == null || draw >= complaints + OTHERS_PER_ANSWER) {
            return Optional.empty();
        }
        if (draw < complaints) {
            return Optional.of(new Opinion("complaint", COMPLAINT, version));
        }
        int kind = random.nextInt(KINDS.size());
        return Optional.of(new Opinion(KINDS.get(kind), TEXTS.get(kind), version));
    }

    /** As it is posted. */
    Map<String, String> body() {
        return Map.of("kind", kind, "text", text, "version", version);
    }
}
