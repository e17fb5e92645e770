package canary.kubernetes.store;

import java.time.Duration;
import java.time.Instant;

/** Time that moves only when somebody waits, and a wall clock that may be wrong. */
final class HandClock implements LeaseClock {

    private final Instant began = Instant.parse("2026-11-27T08:00:00Z");
    private final Duration wrongBy;
    private Runnable onWait = () -> {};
    private Duration passed = Duration.ZERO;

    HandClock() {
        this(Duration.ZERO);
    }

    /** Whose wall clock is wrong. */
    HandClock(Duration wrongBy) {
        this.wrongBy = wrongBy;
    }

    /** What others do meanwhile. */
    void onWait(Runnable others) {
        onWait = others;
    }

    void pass(Duration time) {
        passed = passed.plus(time);
    }

    @Override
    public long nanos() {
        return passed.toNanos();
    }

    @Override
    public Instant now() {
        return began.plus(passed).plus(wrongBy);
    }

    @Override
    public void await(Duration pause) {
        pass(pause);
        onWait.run();
    }
}
