package canary.gates;

import canary.judge.Judge;
import canary.judge.Judges;
import canary.metrics.Source;

import java.util.Optional;
import java.util.function.BiFunction;

/** Asks the leading source for its whole judgement, the other one only about the fixed limits. */
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
}
