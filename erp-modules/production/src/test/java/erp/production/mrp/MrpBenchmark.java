package erp.production.mrp;

import erp.production.mrp.PlanSink.Message;
import erp.production.mrp.PlanSink.Peg;
import erp.production.mrp.PlanSink.PlannedOrder;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/** What a plan costs in time and memory, without a database; {@code ops/bin/bench-mrp} runs it. */
final class MrpBenchmark {
    private static final int LEVELS = 5;
    private static final int DAYS = 180;
    private static final int RUNS = 5;

    private MrpBenchmark() {}

    /** Counts, and keeps nothing. */
    private static final class Counting implements PlanSink {
        private int pegs;
        private int messages;

        @Override
        public void order(PlannedOrder order) {}

        @Override
        public void peg(Peg peg) {
            pegs++;
        }

        @Override
        public void message(Message message) {
            messages++;
        }
    }

    /**
     * @param arguments items and demands
     */
    public static void main(String[] arguments) {
        int items = Integer.parseInt(arguments[0]);
        int demands = Integer.parseInt(arguments[1]);
        Requirements company =
                Factory.make(
                        RandomGeneratorFactory.of("L64X128MixRandom").create(7),
                        LEVELS,
                        items / LEVELS,
                        demands,
                        items / 10,
                        DAYS);
        long idle = liveHeap();
        System.out.printf(
                "| run | seconds | planned orders | pegs | messages | peak heap above idle MB |%n"
                        + "|---|---|---|---|---|---|%n");
        for (int run = 1; run <= RUNS; run++) {
            System.gc();
            heap().forEach(MemoryPoolMXBean::resetPeakUsage);
            Counting sink = new Counting();
            long start = System.nanoTime();
            int orders = Mrp.plan(company, sink);
            double seconds = (System.nanoTime() - start) / 1e9;
            long peak = heap().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
            System.out.printf(
                    "| %d | %.2f | %d | %d | %d | %d |%n",
                    run, seconds, orders, sink.pegs, sink.messages, (peak - idle) >> 20);
        }
        System.out.printf(
                "%nItems %d in %d levels, demands %d over %d days, supplies %d; idle heap with all"
                        + " of that %d MB, %d processors, Java %s.%n",
                items,
                LEVELS,
                demands,
                DAYS,
                items / 10,
                idle >> 20,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }

    private static Stream<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
