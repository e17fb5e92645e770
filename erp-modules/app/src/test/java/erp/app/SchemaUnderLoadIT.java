package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import erp.migrations.schema.DataLoss;
import erp.migrations.schema.Migration;
import erp.migrations.schema.Migrations;
import erp.migrations.schema.Migrator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A release's expand steps come and go under a server that works: nobody is refused anything, with
 * the steps and after they were taken back.
 */
class SchemaUnderLoadIT extends ErpIT {
    private static final int CLIENTS = 6;

    /** So many whole sales in each state of the schema. */
    private static final int SALES = 30;

    @Test
    void no_request_fails_while_steps_are_added_and_taken_back(@TempDir Path folder)
            throws Exception {
        Shop shop = Shop.open(api(), 2, 1_000_000);
        String newest = Migrations.ofBuild().newestStamp();
        Migrator migrator = new Migrator(schema().owner().dataSource(), withSteps(folder));
        AtomicBoolean over = new AtomicBoolean();
        Semaphore sales = new Semaphore(0);
        Callable<Integer> client =
                () -> {
                    int done = 0;
                    while (!over.get()) {
                        sale(shop);
                        sales.release();
                        done++;
                    }
                    return done;
                };
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(clients.submit(client));
            }
            try {
                for (int round = 0; round < 3; round++) {
                    awaitMore(sales, running);
                    assertThat(migrator.migrate()).hasSize(3);
                    awaitMore(sales, running);
                    assertThat(migrator.undoTo(newest, DataLoss.ACCEPTED)).hasSize(3);
                }
                awaitMore(sales, running);
            } finally {
                over.set(true);
            }
            for (Future<Integer> each : running) {
                assertThat(each.get()).isPositive();
            }
        }
        assertBooksAreRight();
    }

    /** Waits for work, not for time; a client that failed ends it. */
    private static void awaitMore(Semaphore sales, List<Future<Integer>> running) throws Exception {
        sales.drainPermits();
        while (!sales.tryAcquire(SALES, 1, TimeUnit.SECONDS)) {
            for (Future<Integer> each : running) {
                if (each.isDone()) {
                    each.get();
                }
            }
        }
    }

    private static void sale(Shop shop) {
        UUID order = shop.order(shop.line(0, "2", "10"), shop.line(1, "1", "5")).is(201).id();
        shop.act(order, "confirm").is(200);
        shop.act(order, "deliver").is(201);
        shop.act(order, "invoice").is(201);
        api().get("/api/v1/sales/orders/" + order).is(200);
    }

    private static Migrations withSteps(Path folder) throws IOException {
        step(
                folder,
                "20991231_2301__sales_add_order_remark",
                "alter table sales_order add column remark varchar(100) null, algorithm=instant;",
                "alter table sales_order drop column remark, algorithm=instant;");
        step(
                folder,
                "20991231_2302__sales_index_invoice_date",
                "alter table sales_invoice add index ix_sales_invoice_later (invoice_date, id),"
                        + " algorithm=inplace, lock=none;",
                "alter table sales_invoice drop index ix_sales_invoice_later, algorithm=inplace,"
                        + " lock=none;");
        step(
                folder,
                "20991231_2303__sales_create_order_tag",
                "create table sales_order_tag (id binary(16) not null primary key);",
                "drop table sales_order_tag;");
        List<Migration> all = new ArrayList<>(Migrations.ofBuild().all());
        all.addAll(Migrations.in(folder).all());
        return new Migrations(all);
    }

    private static void step(Path folder, String name, String forward, String back)
            throws IOException {
        Path migrate = Files.createDirectories(folder.resolve("migrate"));
        Path undo = Files.createDirectories(folder.resolve("undo"));
        Files.writeString(migrate.resolve("V" + name + ".sql"), "-- expand\n" + forward + "\n");
        Files.writeString(undo.resolve("U" + name + ".sql"), back + "\n");
    }
}
