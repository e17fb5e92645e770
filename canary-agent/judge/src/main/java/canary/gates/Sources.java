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
 * What the gates of errors and latency have in common: the leading source is asked for its whole
 * judgement, the other one only about the fixed limit, and the limit holds for the stage and for
 * the recent past.
 */
final class Sources {

    private Sources() {}

    static Verdict gravest(
            Judges judges,
            BiFunction<Judge, Source, Verdict> judged,
            BiFunction<Judge, Source, Verdict> limited) {
        Source leading = judges.leading();
        Optional<Judge> lead = judges.of(leading);
        if (lead.isEmpty()) {
            return new Verdict.Undecided(Evidence.of("nothing has been counted twice yet"));
        }
        Verdict verdict = judged.apply(lead.get(), leading);
        for (Source source : Source.values()) {
            Optional<Judge> judge = judges.of(source);
            if (source != leading && judge.isPresent()) {
                verdict = verdict.orGraver(limited.apply(judge.get(), source));
            }
        }
        return verdict;
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
