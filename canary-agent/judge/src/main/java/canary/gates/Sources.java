package canary.gates;

import canary.counters.Source;
import canary.judge.Answer;
import canary.judge.Judge;
import canary.judge.Judges;
import canary.judge.traffic.Span;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What the gates of errors and latency have in common: each source is asked for its whole
 * judgement, the one that does not lead by stronger evidence, and the limit holds for the stage and
 * for the recent past. Where only one of them sees harm, the sentence says so.
 */
final class Sources {

    /** The other source has a fifth of the release's chance of a false alarm, on top of it. */
    private static final double SECOND = Math.log(5);

    /** Somewhat less than it needs to blame is seen all the same. */
    private static final double NOT_SEEN = -2;

    private Sources() {}

    /**
     * The gravest of both sources.
     *
     * @param judged the leading one's whole judgement
     * @param limited what the other says by the fixed limit
     * @param blamed what the other says by evidence of so many natural units more than the leading
     *     one needs; empty where that is not reached
     */
    static Verdict gravest(
            Judges judges,
            BiFunction<Judge, Source, Verdict> judged,
            BiFunction<Judge, Source, Verdict> limited,
            Blamed blamed) {
        Source leading = judges.leading();
        Optional<Judge> lead = judges.of(leading);
        if (lead.isEmpty()) {
            return new Verdict.Undecided(Evidence.of("nothing has been counted twice yet"));
        }
        Verdict verdict = judged.apply(lead.get(), leading);
        Source other = leading == Source.MESH ? Source.PODS : Source.MESH;
        Optional<Judge> second = judges.of(other);
        if (second.isEmpty()) {
            return verdict;
        }
        Verdict said =
                blamed.by(second.get(), other, SECOND)
                        .<Verdict>map(Verdict.Harmful::new)
                        .orElseGet(() -> limited.apply(second.get(), other));
        boolean isSeenByLead = verdict instanceof Verdict.Harmful;
        boolean isSeenByOther = said instanceof Verdict.Harmful;
        if (isSeenByLead && !isSeenByOther && blamed.by(second.get(), other, NOT_SEEN).isEmpty()) {
            return unseen(verdict.evidence(), other);
        }
        return !isSeenByLead && isSeenByOther
                ? unseen(said.evidence(), leading)
                : verdict.orGraver(said);
    }

    private static Verdict unseen(Evidence evidence, Source by) {
        return new Verdict.Harmful(
                new Evidence(
                        "%s; not seen by %s".formatted(evidence.sentence(), by.words()),
                        evidence.figures()));
    }

    /** What a source blames the canary for by the sequential test. */
    @FunctionalInterface
    interface Blamed {
        /**
         * @param more natural units of evidence that are needed beyond the threshold
         */
        Optional<Evidence> by(Judge judge, Source source, double more);
    }

    /**
     * The gravest of what a fixed limit says of each span; healthy where it says nothing.
     *
     * @param answer what the limit says of a span
     * @param evidence why
     */
    static Verdict limited(
            List<Span> spans, Function<Span, Answer> answer, Function<Span, Evidence> evidence) {
        Verdict verdict = new Verdict.Healthy(Evidence.of("within the limit"));
        for (Span span : spans) {
            Answer said = answer.apply(span);
            if (said == Answer.HARMFUL) {
                verdict = verdict.orGraver(new Verdict.Harmful(evidence.apply(span)));
            } else if (said == Answer.SHARED) {
                verdict = verdict.orGraver(new Verdict.Shared(evidence.apply(span)));
            }
        }
        return verdict;
    }
}
