package canary.stats.sequential;

import canary.stats.Counts;
import canary.stats.Domain;

import java.util.Arrays;
import java.util.List;

/** Adds ticks up until they carry information, then hands them to the engine in the right roles. */
final class Block {
    /** Which version the test speaks against. */
    enum Suspect {
        CANARY,
        STABLE
    }

    private final Suspect suspect;
    private final Mixture mixture;
    private final long[] canaryBad;
    private final long[] stableBad;
    private long canaryTrials;
    private long stableTrials;

    Block(Suspect suspect, Mixture mixture, int events) {
        this.suspect = suspect;
        this.mixture = mixture;
        canaryBad = new long[events];
        stableBad = new long[events];
    }

    void trials(long canary, long stable) {
        canaryTrials = Math.addExact(canaryTrials, canary);
        stableTrials = Math.addExact(stableTrials, stable);
    }

    void bad(int event, long canary, long stable) {
        canaryBad[event] = Math.addExact(canaryBad[event], canary);
        stableBad[event] = Math.addExact(stableBad[event], stable);
    }

    boolean isSparse() {
        return Math.min(canaryTrials, stableTrials) < Mixture.SPARSE;
    }

    boolean isEmpty() {
        return canaryTrials == 0 && stableTrials == 0;
    }

    /** Judges what has come in by its own counts; a block with only one version says nothing. */
    boolean close() {
        boolean both = canaryTrials > 0 && stableTrials > 0;
        if (both) {
            judge((double) canaryTrials, (double) stableTrials);
        }
        clear();
        return both;
    }

    /** Judges what has come in by the share of the traffic that the canary was given. */
    void close(double canaryShare) {
        judge(canaryShare, 1 - canaryShare);
        clear();
    }

    private void judge(double canaryOffset, double stableOffset) {
        if (suspect == Suspect.CANARY) {
            mixture.offsets(canaryOffset, stableOffset);
        } else {
            mixture.offsets(stableOffset, canaryOffset);
        }
        for (int event = 0; event < canaryBad.length; event++) {
            if (suspect == Suspect.CANARY) {
                mixture.add(event, canaryTrials, canaryBad[event], stableTrials, stableBad[event]);
            } else {
                mixture.add(event, stableTrials, stableBad[event], canaryTrials, canaryBad[event]);
            }
        }
    }

    private void clear() {
        canaryTrials = 0;
        stableTrials = 0;
        Arrays.fill(canaryBad, 0);
        Arrays.fill(stableBad, 0);
    }

    TestState snapshot(double peakLogE) {
        return new TestState(
                Arrays.stream(mixture.logs()).boxed().toList(),
                canaryTrials,
                Arrays.stream(canaryBad).boxed().toList(),
                stableTrials,
                Arrays.stream(stableBad).boxed().toList(),
                peakLogE);
    }

    void restore(TestState snapshot) {
        Domain.sameLength(snapshot.canaryBad().size(), canaryBad.length, "canaryBad");
        Domain.sameLength(snapshot.stableBad().size(), stableBad.length, "stableBad");
        mixture.restore(snapshot.logs().stream().mapToDouble(Double::doubleValue).toArray());
        canaryTrials = snapshot.canaryTrials();
        stableTrials = snapshot.stableTrials();
        copy(snapshot.canaryBad(), canaryTrials, canaryBad);
        copy(snapshot.stableBad(), stableTrials, stableBad);
    }

    private static void copy(List<Long> saved, long trials, long[] into) {
        for (int event = 0; event < into.length; event++) {
            into[event] = new Counts(trials, saved.get(event)).bad();
        }
    }
}
