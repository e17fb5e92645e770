package canary.load.measure;

import canary.load.Company;
import canary.load.Flow;
import canary.load.Reply;
import canary.load.RequestKind;
import canary.load.Session;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** So many clients, each doing one flow after the other without a pause. */
final class ClosedLoop implements AutoCloseable {

    private static final int LINES = 3;

    private final URI root;
    private final List<Worker> workers = new ArrayList<>();

    /** One client: a user on one connection. */
    private static final class Worker {
        private final Session session;
        private final Company company;
        private final RandomGenerator random;
        private final Flow flow;
        private String order = "";

        Worker(URI root, Company company, Company.User user, RandomGenerator random) {
            this.session = new Session(root, user);
            this.company = company;
            this.random = random;
            this.flow = new Flow(session, company, Flow.WRITES, LINES, random);
        }
    }

    @FunctionalInterface
    private interface Turn {
        void take(Worker worker, Latencies latencies) throws IOException;
    }

    ClosedLoop(URI root, Company company, int clients, long seed) {
        this.root = root;
        RandomGeneratorFactory<RandomGenerator> source =
                RandomGeneratorFactory.of("L64X128MixRandom");
        for (int i = 0; i < clients; i++) {
            workers.add(new Worker(root, company, company.users().get(i), source.create(seed + i)));
        }
    }

    /** Whole flows for a time. */
    Latencies flows(int seconds) throws InterruptedException {
        return run(seconds, ClosedLoop::flow);
    }

    /** Single reads for a time: an order, an item's stock. */
    Latencies reads(int seconds) throws InterruptedException {
        return run(seconds, ClosedLoop::read);
    }

    @Override
    public void close() {
        workers.forEach(worker -> worker.session.close());
    }

    private Latencies run(int seconds, Turn turn) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (ExecutorService threads = Executors.newFixedThreadPool(workers.size())) {
            List<Future<Latencies>> running =
                    workers.stream()
                            .map(worker -> threads.submit(() -> work(worker, turn, end)))
                            .toList();
            List<Latencies> all = new ArrayList<>();
            for (Future<Latencies> each : running) {
                all.add(each.get());
            }
            return Latencies.sum(all);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client of " + root + " failed", e.getCause());
        }
    }

    private static Latencies work(Worker worker, Turn turn, long end) {
        Latencies latencies = new Latencies();
        while (System.nanoTime() < end) {
            try {
                turn.take(worker, latencies);
            } catch (IOException _) {
                latencies.failed();
            }
        }
        return latencies;
    }

    private static void flow(Worker worker, Latencies latencies) throws IOException {
        long start = System.nanoTime();
        boolean isPaid = false;
        do {
            RequestKind kind = worker.flow.next();
            if (step(worker, kind, latencies) && kind == RequestKind.PAY) {
                isPaid = true;
            }
        } while (!worker.flow.isAtStart());
        worker.order = worker.flow.order();
        if (isPaid) {
            latencies.flowTook(System.nanoTime() - start);
        }
    }

    private static boolean step(Worker worker, RequestKind kind, Latencies latencies)
            throws IOException {
        long start = System.nanoTime();
        Reply reply = worker.flow.step();
        latencies.took(kind, System.nanoTime() - start);
        if (!reply.isSuccess()) {
            latencies.failed();
        }
        return reply.isSuccess();
    }

    private static void read(Worker worker, Latencies latencies) throws IOException {
        if (worker.session.due() != null) {
            worker.session.login();
        }
        List<String> items = worker.company.items();
        String item = items.get(worker.random.nextInt(items.size()));
        timed(RequestKind.READ_ORDER, "/api/v1/sales/orders/" + worker.order, worker, latencies);
        timed(RequestKind.READ_STOCK, "/api/v1/inventory/stock?itemId=" + item, worker, latencies);
    }

    private static void timed(RequestKind kind, String path, Worker worker, Latencies latencies)
            throws IOException {
        long start = System.nanoTime();
        Reply reply = worker.session.get(path);
        latencies.took(kind, System.nanoTime() - start);
        if (!reply.isSuccess()) {
            latencies.failed();
        }
    }
}
