package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;

import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * SIGKILL of the server under load: what was acknowledged is there, once, and the books are right.
 */
class KilledServerIT {
    private static final int CLIENTS = 8;
    private static final int KILLS = 3;
    private static final int FLOWS_PER_CLIENT = 12;

    private final Semaphore acknowledgements = new Semaphore(0);
    private final Queue<Sale> sales = new ConcurrentLinkedQueue<>();

    private record Sale(UUID order, UUID delivery, UUID invoice, UUID payment) {}

    @Test
    void no_acknowledged_write_is_lost_and_none_is_done_twice() throws Exception {
        TestSchema schema = TestDatabase.schema();
        try (ServerProcess server = ServerProcess.start(schema.application(), "v1").awaitReady();
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            Api api = Api.signedIn(server.base(), ErpIT.ADMIN, ErpIT.PASSWORD);
            Shop shop = Shop.open(api, 5, 100_000);
            List<? extends Future<?>> running =
                    java.util.stream.IntStream.range(0, CLIENTS)
                            .mapToObj(i -> clients.submit(() -> sell(shop, i)))
                            .toList();
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(17);
            for (int kill = 0; kill < KILLS; kill++) {
                acknowledgements.acquire(20 + random.nextInt(60));
                server.kill();
                server.restart();
            }
            for (Future<?> client : running) {
                client.get();
            }
            assertThat(sales).hasSize(CLIENTS * FLOWS_PER_CLIENT);
            sales.forEach(sale -> assertSold(api, sale));
            assertThat(api.get("/api/v1/sales/orders?limit=200").is(200).body().at("/items"))
                    .as("no order was made twice")
                    .hasSize(CLIENTS * FLOWS_PER_CLIENT);
        }
        ErpIT.assertBooksAreRight(schema);
    }

    private void sell(Shop shop, int seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < FLOWS_PER_CLIENT; i++) {
            String quantity = Integer.toString(1 + random.nextInt(9));
            Map<String, Object> body =
                    Map.of(
                            "customerId", shop.customers().get(random.nextInt(3)),
                            "warehouseId", shop.warehouse(),
                            "lines",
                                    List.of(
                                            shop.line(random.nextInt(5), quantity, "10"),
                                            shop.line(random.nextInt(5), "1", "3.33")));
            UUID order = insist(shop.api(), "/api/v1/sales/orders", body).is(201).id();
            String path = "/api/v1/sales/orders/" + order;
            insist(shop.api(), path + "/confirm", Map.of()).is(200);
            UUID delivery = insist(shop.api(), path + "/deliver", Map.of()).is(201).id();
            Api.Answer invoice = insist(shop.api(), path + "/invoice", Map.of()).is(201);
            Map<String, Object> total =
                    Map.of("amount", invoice.text("/total/amount"), "currency", "EUR");
            Map<String, Object> payment =
                    Map.of(
                            "customerId", body.get("customerId"),
                            "amount", total,
                            "allocations",
                                    List.of(Map.of("invoiceId", invoice.id(), "amount", total)));
            UUID paid = insist(shop.api(), "/api/v1/finance/payments", payment).is(201).id();
            sales.add(new Sale(order, delivery, invoice.id(), paid));
        }
    }

    /** As a good client does: the same call with the same key until it is answered. */
    private Api.Answer insist(Api api, String path, Object body) {
        String key = UUID.randomUUID().toString();
        for (int attempt = 0; attempt < 2_000; attempt++) {
            try {
                Api.Answer answer = api.send("POST", path, body, "Idempotency-Key", key);
                if (answer.status() < 500) {
                    acknowledgements.release();
                    return answer;
                }
            } catch (UncheckedIOException e) {
                // killed while it answered, or not up again: that is what the key is for
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("no answer from " + path);
    }

    private static void assertSold(Api api, Sale sale) {
        assertThat(api.get("/api/v1/sales/orders/" + sale.order()).is(200).text("/state"))
                .isEqualTo("CLOSED");
        assertThat(api.get("/api/v1/sales/invoices/" + sale.invoice()).is(200).text("/payment"))
                .isEqualTo("PAID");
        api.get("/api/v1/finance/payments/" + sale.payment()).is(200);
    }
}
