package canary.bench;

import canary.bench.results.ReleaseResult;
import canary.bench.results.Row;
import canary.bench.rules.Contender;
import canary.bench.simulate.RandomCounts;
import canary.bench.simulate.Ruling;
import canary.bench.simulate.Scenario;
import canary.bench.simulate.Scrapes;
import canary.bench.simulate.Simulator;
import canary.bench.simulate.Stages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One scenario at one rate: many seeded releases, each seen by all judges until they decide. */
final class Cell {
    private final Scenario scenario;
    private final double perSecond;
    private final List<Contender.Kind> kinds;

    Cell(Scenario scenario, double perSecond, List<Contender.Kind> kinds) {
        this.scenario = scenario;
        this.perSecond = perSecond;
        this.kinds = kinds;
    }

    /** Same seed, same rows, whatever the number of threads. */
    List<Row> run(int releases, long seed, int threads) throws InterruptedException {
        ReleaseResult[][] verdicts = new ReleaseResult[kinds.size()][releases];
        AtomicInteger next = new AtomicInteger();
        List<Throwable> failures = new ArrayList<>();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, releases); i++) {
            Thread worker = new Thread(() -> work(next, seed, verdicts), "bench-" + i);
            worker.setUncaughtExceptionHandler(
                    (_, failure) -> {
                        synchronized (failures) {
                            failures.add(failure);
                        }
                    });
            workers.add(worker);
        }
        workers.forEach(Thread::start);
        for (Thread worker : workers) {
            worker.join();
        }
        synchronized (failures) {
            if (!failures.isEmpty()) {
                throw new IllegalStateException(
                        "a release of " + scenario.name() + " failed", failures.getFirst());
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < kinds.size(); k++) {
            rows.add(Row.of(scenario, perSecond, kinds.get(k).name(), Arrays.asList(verdicts[k])));
        }
        return rows;
    }

    private void work(AtomicInteger next, long seed, ReleaseResult[][] verdicts) {
        Simulator simulator = new Simulator(scenario, perSecond);
        int releases = verdicts[0].length;
        for (int i = next.getAndIncrement(); i < releases; i = next.getAndIncrement()) {
            Scrapes scrapes =
                    simulator.begin(RandomCounts.seed(seed, scenario.name(), perSecond, i));
            judge(simulator, scrapes, verdicts, i);
        }
    }

    private void judge(
            Simulator simulator, Scrapes scrapes, ReleaseResult[][] verdicts, int release) {
        Contender[] contenders = new Contender[kinds.size()];
        Arrays.setAll(contenders, k -> kinds.get(k).maker().make());
        int undecided = contenders.length;
        while (undecided > 0 && simulator.next()) {
            for (int k = 0; k < contenders.length; k++) {
                if (verdicts[k][release] != null) {
                    continue;
                }
                Ruling decision = contenders[k].look(scrapes);
                if (decision != Ruling.NONE || scrapes.isEnd()) {
                    verdicts[k][release] = verdict(decision, simulator, scrapes.tick());
                    undecided--;
                }
            }
        }
    }

    private static ReleaseResult verdict(Ruling decision, Simulator simulator, int tick) {
        double ticks = tick + 1.0 - simulator.onset();
        return new ReleaseResult(
                decision,
                simulator.hasBegun() ? ticks / Stages.TICKS_PER_MINUTE : -1,
                simulator.exposedRequests(),
                simulator.exposedUsers());
    }
}
