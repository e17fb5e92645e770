package canary.stats;

/** Increases of both versions' counters over the same interval, or over a whole stage. */
public record PairedCounts(Counts canary, Counts stable) {

    public PairedCounts plus(PairedCounts other) {
        return new PairedCounts(canary.plus(other.canary), stable.plus(other.stable));
    }
}
