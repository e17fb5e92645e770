package canary.requirements;

import canary.plan.Durations;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The way that a release would have taken by the document's rules alone.
 *
 * @param end how it would have ended
 * @param at when; null where nothing is known
 * @param why the rule that fired; the empty string where none did
 * @param stages the weights with traffic until then, and how long each lasted
 * @param isMeasured whether there was a figure to go by: the rules pass without one
 */
public record DocumentCourse(
        String canary,
        End end,
        @Nullable Instant at,
        String why,
        List<StageSeen> stages,
        boolean isMeasured) {

    /** How a release ends by the document's rules. */
    public enum End {
        /** A rule fires. */
        ROLLED_BACK("rolled-back"),
        /** No rule fires as long as anything is known. */
        GOES_ON("goes-on"),
        /** No rule had fired when the traffic was taken away for other reasons. */
        CUT_SHORT("cut-short"),
        /** There was no traffic; the rules ask for nothing before. */
        NO_TRAFFIC("no-traffic");

        private final String word;

        End(String word) {
            this.word = word;
        }

        /** As reports for programs write it. */
        public String word() {
            return word;
        }
    }

    /** A weight and how long it was there. */
    public record StageSeen(int weight, Duration length) {}

    /** How the release ended here, to tell the difference; at is when that was decided. */
    public record Here(String word, boolean isRolledBack, boolean isPromoted, Instant at) {}

    private static final int ALL = 100;
    private static final String RULES = "By the requirements document's rules alone ";

    public DocumentCourse {
        stages = List.copyOf(stages);
    }

    /** Of which nothing is known. */
    public static DocumentCourse unknown(String canary) {
        return new DocumentCourse(canary, End.NO_TRAFFIC, null, "", List.of(), false);
    }

    /**
     * One sentence.
     *
     * @param here null where the release is under way
     */
    public String sentence(@Nullable Here here) {
        Instant when = at;
        if (when == null) {
            return RULES + "nothing can be said of " + canary + ": there is no record of it.";
        }
        return RULES
                + canary
                + switch (end) {
                    case ROLLED_BACK ->
                            " would have been rolled back at %s, %s%s: %s."
                                    .formatted(text(when), after(), difference(when, here), why);
                    case GOES_ON -> goesOn(when, here);
                    case CUT_SHORT ->
                            " would have gone on when its traffic was taken away at %s, %s: %s%s."
                                    .formatted(text(when), after(), noneFired(), but(here));
                    case NO_TRAFFIC ->
                            " would have been given traffic: they ask for nothing before%s."
                                    .formatted(but(here));
                };
    }

    private String goesOn(Instant until, @Nullable Here here) {
        boolean isPromotedHere = here != null && here.isPromoted();
        if (isPromotedHere || stages.getLast().weight() == ALL) {
            return " would have been promoted%s, by %s %s: %s%s."
                    .formatted(
                            isPromotedHere ? " as well" : "",
                            text(until),
                            after(),
                            noneFired(),
                            isPromotedHere ? "" : but(here));
        }
        return " would have gone on until %s, %s: %s%s."
                .formatted(text(until), after(), noneFired(), but(here));
    }

    private String after() {
        return "after "
                + stages.stream()
                        .map(
                                stage ->
                                        "%s at %d %%"
                                                .formatted(length(stage.length()), stage.weight()))
                        .collect(Collectors.joining(", "));
    }

    private String noneFired() {
        return isMeasured
                ? "none of them fired"
                : "none of them fired, without a figure of it to go by";
    }

    private static String difference(Instant when, @Nullable Here here) {
        if (here == null) {
            return "";
        }
        if (!here.isRolledBack()) {
            return " (here it was %s)".formatted(here.word().replace('-', ' '));
        }
        Duration later = Duration.between(here.at(), when);
        return later.abs().compareTo(Duration.ofSeconds(1)) < 0
                ? ", at the same time as here"
                : ", %s %s than here"
                        .formatted(length(later.abs()), later.isNegative() ? "earlier" : "later");
    }

    private static String but(@Nullable Here here) {
        return here == null
                ? ""
                : "; here it was %s at %s"
                        .formatted(here.word().replace('-', ' '), text(here.at()));
    }

    private static String length(Duration length) {
        return Durations.write(length.truncatedTo(ChronoUnit.SECONDS));
    }

    private static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
