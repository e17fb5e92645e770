package canary.agent;

import java.time.Duration;
import java.time.Instant;

/** Time that moves only when somebody waits. */
final class StepTicker implements Ticker {

    private final Runnable onTick;
    private Instant now;
    private Duration clockSetBy = Duration.ZERO;
    private int ticks;
    private int most = Integer.MAX_VALUE;
    private Runnable onMost = () -> {};

    StepTicker(Runnable onTick) {
        this(onTick, Instant.parse("2026-11-24T08:00:00Z"));
    }

    StepTicker(Runnable onTick, Instant now) {
        this.onTick = onTick;
        this.now = now;
    }

    /** A release that does not end is stopped, so that its test fails instead of hanging. */
    void stopAfter(int ticks, Runnable stop) {
        most = ticks;
        onMost = stop;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void await(Duration pause) {
        now = now.plus(pause);
        onTick.run();
        if (++ticks == most) {
            onMost.run();
        }
    }

    @Override
    public void startAfter(Instant last) {
        if (!now.isAfter(last)) {
            now = last.plusMillis(1);
        }
    }

    @Override
    public Duration clockSetBy() {
        return clockSetBy;
    }

    /** Somebody sets the machine's clock. */
    void setClock(Duration by) {
        clockSetBy = by;
    }

    @Override
    public void stop() {}
}
