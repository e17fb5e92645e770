package canary.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import canary.demo.StandInErp;
import canary.load.Clients;
import canary.load.Company;
import canary.load.CompanyLoader;
import canary.load.Flow;
import canary.load.Habits;
import canary.load.RequestKind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

class ClosedLoopTest {

    private final StandInErp erp = StandInErp.start("v1", 0, 0);
    private final URI root = erp.api();

    @AfterEach
    void stop() {
        erp.close();
    }

    @Test
    void clients_do_whole_flows_and_then_reads() throws Exception {
        Company company = company();
        assertThat(company.items()).hasSize(4);
        try (ClosedLoop loop = new ClosedLoop(root, company, 2, 7)) {
            Latencies flows = loop.flows(1);
            assertThat(flows.errors()).isZero();
            assertThat(flows.flows().size()).isPositive();
            for (RequestKind kind : Flow.WRITES) {
                assertThat(flows.of(kind).size()).as("%s", kind).isEqualTo(flows.flows().size());
            }
            assertThat(flows.of(RequestKind.LOGIN).size()).isEqualTo(2);
            Latencies reads = loop.reads(1);
            assertThat(reads.errors()).isZero();
            assertThat(reads.of(RequestKind.READ_STOCK).size())
                    .isPositive()
                    .isEqualTo(reads.of(RequestKind.READ_ORDER).size());
        }
    }

    @Test
    void open_loop_clients_go_on_when_the_server_is_away() throws Exception {
        Company company = company();
        try (Clients clients = new Clients(root, company, 200, 7, new Habits(_ -> 0))) {
            clients.start();
            await(() -> sum(clients, RequestKind.PAY) > 0);
            erp.close();
            await(() -> failed(clients) > 10);
            try (StandInErp again = StandInErp.start("v1", root.getPort(), 0)) {
                long paid = sum(clients, RequestKind.PAY);
                await(() -> sum(clients, RequestKind.PAY) > paid + 3);
                assertThat(again.api()).isEqualTo(root);
            }
        }
    }

    @Test
    void everybody_is_signed_in_before_the_wait_ends() {
        Company company = company();
        try (Clients clients = new Clients(root, company, 200, 7, new Habits(_ -> 0))) {
            assertThat(clients.awaitSignIns(Duration.ZERO)).isEqualTo(2);
            clients.start();
            assertThat(clients.awaitSignIns(Duration.ofSeconds(60))).isZero();
            assertThat(sum(clients, RequestKind.LOGIN)).isEqualTo(2);
        }
    }

    @Test
    void users_say_what_they_think_of_the_version_that_answered() throws Exception {
        Company company = company();
        try (Clients clients =
                new Clients(root, company, 200, 7, new Habits(Map.of("v1", 1.0)::get))) {
            clients.start();
            await(() -> sum(clients, RequestKind.FEEDBACK) > 20);
            assertThat(clients.counts().get(RequestKind.FEEDBACK).refused()).isZero();
            assertThat(erp.complaints()).isGreaterThan(15);
        }
    }

    @Test
    void users_do_other_modules_work_now_and_then() throws Exception {
        Company company = company();
        try (Clients clients = new Clients(root, company, 300, 7, new Habits(_ -> 0))) {
            clients.start();
            await(() -> sum(clients, RequestKind.ERRAND) > 12);
            assertThat(clients.counts().get(RequestKind.ERRAND).refused()).isZero();
            assertThat(sum(clients, RequestKind.PAY)).isGreaterThan(20);
        }
    }

    private Company company() {
        Company.User admin = new Company.User("admin", "x");
        try (CompanyLoader loader = new CompanyLoader(root, admin)) {
            return loader.load(new CompanyLoader.Size(4, 3, 2));
        }
    }

    private static long sum(Clients clients, RequestKind kind) {
        return clients.counts().get(kind).sent();
    }

    private static long failed(Clients clients) {
        return clients.counts().values().stream().mapToLong(Clients.Count::failed).sum();
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
