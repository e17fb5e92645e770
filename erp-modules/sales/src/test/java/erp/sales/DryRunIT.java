package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.sales.orders.NewBill;
import erp.sales.orders.OrderId;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A dry run of an invoice takes no number, shows none and waits for nobody. */
class DryRunIT {
    private static Shop shop;
    private UUID item;

    @BeforeAll
    static void start() {
        shop = new Shop();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @BeforeEach
    void reset() {
        shop.reset();
        item = shop.stocked("A", "100", "2");
    }

    private static Http.Response dry(UUID order) {
        return shop.http.once().post("/api/v1/sales/orders/" + order + "/invoice?dryRun=true");
    }

    @Test
    @Timeout(6)
    void an_invoice_is_tried_while_another_transaction_numbers_invoices() throws SQLException {
        UUID first = shop.delivered(item, "1", "9.90");
        UUID second = shop.delivered(item, "2", "9.90");
        UUID free = shop.delivered(item, "1", "0");
        assertThat(shop.act(first, "invoice").expect(201).text("/number")).endsWith("-000001");
        try (Connection holder = shop.server.schema().owner().connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.executeQuery("select * from finance_sequence for update").close();
            statement.executeQuery("select * from core_company for update").close();
            for (UUID order : List.of(second, free, second)) {
                Http.Response dry = dry(order).expect(201);
                assertThat(dry.json().path("number").isString()).isFalse();
                assertThat(dry.text("/date")).isEqualTo("2026-11-24");
            }
            holder.rollback();
        }
        assertThat(shop.act(second, "invoice").expect(201).text("/number")).endsWith("-000002");
        assertThat(shop.act(free, "invoice").expect(201).text("/number")).endsWith("-000003");
        assertThat(shop.server.count("select count(*) from sales_invoice where number < 1"))
                .isZero();
    }

    @Test
    void dry_runs_at_once_do_not_collide() throws Exception {
        List<UUID> orders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            orders.add(shop.delivered(item, "1", "9.90"));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<Http.Response>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                UUID order = orders.get(i % 8);
                answers.add(pool.submit(() -> dry(order)));
            }
            for (Future<Http.Response> answer : answers) {
                answer.get().expect(201);
            }
        }
        assertThat(shop.server.count("select count(*) from sales_invoice")).isZero();
        assertThat(shop.act(orders.getFirst(), "invoice").expect(201).text("/number"))
                .endsWith("-000001");
    }

    @Test
    void a_dry_run_waits_for_no_other_one() {
        UUID first = shop.delivered(item, "1", "9.90");
        UUID second = shop.delivered(item, "1", "9.90");
        Http.Response meanwhile =
                shop.server
                        .db()
                        .dryRun(
                                shop.server.caller(),
                                tx -> {
                                    shop.sales.invoice(
                                            tx, new OrderId(first), new NewBill(null), _ -> {});
                                    tx.flush();
                                    return dry(second);
                                });
        meanwhile.expect(201);
    }
}
