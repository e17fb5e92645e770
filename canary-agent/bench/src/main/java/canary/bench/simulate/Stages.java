package canary.bench.simulate;

/** The weights of a release over its ticks of 15 seconds. */
public final class Stages {
    public static final int SECONDS_PER_TICK = 15;
    public static final int TICKS_PER_MINUTE = 60 / SECONDS_PER_TICK;

    /** The plan's: 5 % for 30 minutes, 20 % for an hour, 50 % for two. */
    public static final Stages PLAN = new Stages(new int[] {5, 20, 50}, new int[] {30, 60, 120});

    /** The same after ten minutes in which nobody should reach the canary. */
    static final Stages FROM_ZERO =
            new Stages(new int[] {0, 5, 20, 50}, new int[] {10, 30, 60, 120});

    /** The plan's, and two hours of its bake with all users on the canary. */
    static final Stages BAKED =
            new Stages(new int[] {5, 20, 50, 100}, new int[] {30, 60, 120, 120});

    private final int[] weights;
    private final int[] ends;

    private Stages(int[] weights, int[] minutes) {
        this.weights = weights;
        ends = new int[minutes.length];
        int end = 0;
        for (int i = 0; i < minutes.length; i++) {
            end += minutes[i] * TICKS_PER_MINUTE;
            ends[i] = end;
        }
    }

    int ticks() {
        return ends[ends.length - 1];
    }

    /** Number of the stage that a tick belongs to, from 0. */
    int stage(int tick) {
        int stage = 0;
        while (tick >= ends[stage]) {
            stage++;
        }
        return stage;
    }

    /** In percent. */
    int weight(int stage) {
        return weights[stage];
    }

    /** First tick of a stage. */
    int begin(int stage) {
        return stage == 0 ? 0 : ends[stage - 1];
    }

    /** One more than a stage's last tick. */
    int end(int stage) {
        return ends[stage];
    }
}
