package canary.stats;

/** Increases of both versions' counters over the same interval, or over a whole stage. */
public record Tick(Counts canary, Counts stable) {

    public Tick plus(Tick other) {
        return new Tick(canary.plus(other.canary), stable.plus(other.stable));
    }
}
