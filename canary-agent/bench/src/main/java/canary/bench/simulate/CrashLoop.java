package canary.bench.simulate;

/**
 * Pods that die 45 seconds after they start, each time left longer by Kubernetes: 10 s, 20 s, ... 5
 * minutes. What a dying pod had counted since its last scrape is lost.
 */
final class CrashLoop implements Course {
    private static final int LIFE_SECONDS = 45;
    private static final int FIRST_WAIT_SECONDS = 10;
    private static final int MOST_WAIT_SECONDS = 300;

    private final int[] up;
    private final int[] restarts;

    private CrashLoop(RandomCounts draws) {
        int ticks = Stages.PLAN.ticks();
        up = new int[ticks];
        restarts = new int[ticks];
        for (int pod = 0; pod < Condition.PODS; pod++) {
            double at = draws.uniform() * LIFE_SECONDS;
            double death = at;
            int wait = FIRST_WAIT_SECONDS;
            int deaths = 0;
            double back = 0;
            for (int tick = 0; tick < ticks; tick++) {
                double now = (tick + 1.0) * Stages.SECONDS_PER_TICK;
                while (now >= death) {
                    back = death + wait;
                    death = back + LIFE_SECONDS;
                    wait = Math.min(2 * wait, MOST_WAIT_SECONDS);
                    deaths++;
                }
                boolean isUp = now >= back;
                up[tick] |= isUp ? 1 << pod : 0;
                restarts[tick] += Math.max(0, isUp ? deaths : deaths - 1);
            }
        }
    }

    static CrashLoop of(RandomCounts draws) {
        return new CrashLoop(draws);
    }

    @Override
    public void at(int tick, Condition canary, Condition stable, Arrivals traffic) {
        canary.up = up[tick];
        canary.scraped = up[tick] != 0;
        canary.restarts = restarts[tick];
    }
}
