package erp.inventory;

import static erp.inventory.Depot.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import erp.core.ErpException;
import erp.core.Http;
import erp.core.value.Quantity;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.stock.Origin;
import erp.inventory.stock.StockLine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A document dated back leaves enough on its day and on every day since, in pieces and in money.
 * After each test every invariant holds, I22 on every date among them.
 */
class BackdatingIT {
    private static final String TODAY = "2026-11-24";

    private static Depot depot;

    @BeforeAll
    static void open() {
        depot = new Depot();
    }

    @AfterAll
    static void close() {
        depot.close();
    }

    @BeforeEach
    void today() {
        depot.server.clock().set(Instant.parse(TODAY + "T08:00:00Z"));
    }

    @AfterEach
    void every_invariant_holds() throws SQLException {
        assertThat(depot.broken()).isEmpty();
    }

    @Test
    void nothing_is_lost_before_it_came() {
        UUID bolt = depot.stocked("EARLY", "10", "2");
        Http.Response refused = depot.adjust("2026-08-14", bolt, "-7").expect(409);
        assertThat(refused.code()).isEqualTo("inventory.INSUFFICIENT_STOCK");
        assertThat(refused.errors()).containsExactly("/lines/0 available");
        assertThat(refused.text("/errors/0/message"))
                .contains("wants 7")
                .endsWith("on 2026-08-14 there were 0");
        assertThat(depot.count("2026-11-23", bolt, "3").expect(201).text("/lines/0/quantity"))
                .as("found before it came: more is there on both days")
                .isEqualTo("3");
        assertThat(depot.onHand(bolt)).isEqualTo("13");
    }

    @Test
    void what_left_later_is_not_lost_before() {
        UUID bolt = depot.item("LATER");
        depot.receive("2026-08-01", bolt, "10", "2").expect(201);
        depot.adjust("2026-10-05", bolt, "-8").expect(201);
        depot.receive(TODAY, bolt, "10", "2").expect(201);
        Http.Response refused = depot.adjust("2026-09-10", bolt, "-5").expect(409);
        assertThat(refused.text("/errors/0/message")).endsWith("on 2026-10-05 there were 2");
        depot.adjust("2026-09-10", bolt, "-2").expect(201);
        assertThat(depot.adjust("2026-10-05", bolt, "-1").expect(409).code())
                .isEqualTo("inventory.INSUFFICIENT_STOCK");
        assertThat(depot.adjust(TODAY, bolt, "-10").expect(201).text("/value/amount"))
                .isEqualTo("-20.00");
    }

    @Test
    void each_warehouse_has_a_past_of_its_own() {
        UUID bolt = depot.stocked("HOUSES", "10", "2");
        UUID elsewhere = depot.warehouse("W-PAST");
        String body = "{\"warehouseId\":\"%s\",\"date\":\"2026-05-04\",\"lines\":[%s]}";
        String goods = line(bolt, "\"quantity\":\"10\",\"unitCost\":\"2\"");
        depot.http
                .once()
                .post("/api/v1/inventory/receipts", body.formatted(elsewhere, goods))
                .expect(201);
        assertThat(depot.adjust("2026-06-01", bolt, "-1").expect(409).errors())
                .containsExactly("/lines/0 available");
    }

    @Test
    void goods_are_received_at_an_earlier_date_and_may_leave_from_then_on() {
        UUID bolt = depot.stocked("BACK-IN", "10", "2");
        depot.receive("2026-03-31", bolt, "4", "5").expect(201);
        depot.adjust("2026-03-31", bolt, "-4").expect(201);
        assertThat(depot.onHand(bolt)).isEqualTo("10");
    }

    @Test
    void only_the_lines_that_cannot_be_are_named() {
        UUID old = depot.item("OLD");
        depot.receive("2026-02-01", old, "5", "1").expect(201);
        UUID fresh = depot.stocked("FRESH", "5", "1");
        Http.Response refused =
                depot.postAt(
                        "2026-02-02",
                        "adjustments",
                        line(old, "\"quantity\":\"-5\""),
                        line(fresh, "\"quantity\":\"-5\""));
        assertThat(refused.expect(409).errors()).containsExactly("/lines/1 available");
        assertThat(depot.onHand(old)).isEqualTo("5");
    }

    @Test
    void a_count_is_compared_with_its_day() {
        UUID bolt = depot.item("DAY");
        depot.receive("2026-08-01", bolt, "10", "2").expect(201);
        depot.receive("2026-10-01", bolt, "5", "2").expect(201);
        Http.Response less = depot.count("2026-09-01", bolt, "9").expect(201);
        assertThat(less.text("/lines/0/quantity")).isEqualTo("-1");
        assertThat(depot.onHand(bolt)).isEqualTo("14");
        Http.Response more = depot.count("2026-07-31", bolt, "1").expect(201);
        assertThat(more.text("/lines/0/quantity")).isEqualTo("1");
        Http.Response same = depot.count("2026-10-01", bolt, "15").expect(201);
        assertThat(same.json().at("/lines")).isEmpty();
        depot.adjust("2026-10-05", bolt, "-13").expect(201);
        depot.receive(TODAY, bolt, "10", "2").expect(201);
        Http.Response refused = depot.count("2026-09-01", bolt, "7").expect(409);
        assertThat(refused.errors()).containsExactly("/lines/0 available");
        assertThat(refused.text("/errors/0/message")).endsWith("on 2026-10-05 there were 2");
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 1.00,  9.00,  -7.00,  -3.00,  90.00",
        "JPY, 1,     9,     -7,     -3,     90",
        "KWD, 1.111, 9.005, -7.777, -3.333, 90.050",
    })
    void what_leaves_takes_no_more_value_than_its_day_has(
            String currency, String old, String dear, String seven, String three, String rest) {
        Depot own = depot.beside(currency, "UTC");
        UUID bolt = own.item("DEAR");
        own.receive("2026-08-01", bolt, "10", old).expect(201);
        own.receive(TODAY, bolt, "10", dear).expect(201);
        assertThat(own.adjust("2026-08-02", bolt, "-7").expect(201).text("/value/amount"))
                .isEqualTo(seven);
        assertThat(own.count("2026-08-03", bolt, "0").expect(201).text("/value/amount"))
                .isEqualTo(three);
        assertThat(own.adjust(TODAY, bolt, "-10").expect(201).text("/value/amount"))
                .isEqualTo("-" + rest);
    }

    @ParameterizedTest
    @CsvSource({"EUR, 9.00, 1.00, -35.00", "JPY, 9, 1, -35", "KWD, 9.009, 1.000, -35.032"})
    void what_leaves_takes_the_average_of_now_where_that_is_less(
            String currency, String old, String cheap, String lost) {
        Depot own = depot.beside(currency, "UTC");
        UUID bolt = own.item("CHEAP");
        own.receive("2026-08-01", bolt, "10", old).expect(201);
        own.receive(TODAY, bolt, "10", cheap).expect(201);
        assertThat(own.adjust("2026-08-02", bolt, "-7").expect(201).text("/value/amount"))
                .isEqualTo(lost);
    }

    @Test
    void two_days_that_would_be_empty_with_different_value_are_refused() {
        UUID bolt = depot.item("TWICE");
        depot.receive("2026-08-01", bolt, "10", "1").expect(201);
        depot.receive("2026-09-01", bolt, "5", "4").expect(201);
        depot.adjust("2026-09-01", bolt, "-5").expect(201); // leaves 10 worth 20.00
        depot.receive(TODAY, bolt, "1", "1").expect(201);
        Http.Response refused = depot.adjust("2026-08-01", bolt, "-10").expect(409);
        assertThat(refused.code()).isEqualTo("inventory.VALUE_AT_DATE");
        assertThat(refused.errors()).containsExactly("/date value");
        assertThat(refused.text("/errors/0/message")).contains("2026-08-01", "2026-09-01");
        assertThat(depot.adjust("2026-09-01", bolt, "-10").expect(201).text("/value/amount"))
                .isEqualTo("-20.00");
    }

    @Test
    void a_delivery_of_yesterday_does_not_take_what_came_today() {
        ItemId bolt = new ItemId(depot.stocked("ISSUE", "10", "2"));
        UUID line = UUID.randomUUID();
        WarehouseId house = new WarehouseId(depot.warehouse);
        Quantity three = Quantity.of(3);
        depot.server.write(
                tx -> {
                    depot.inventory.reserve(
                            tx,
                            new Origin("test.order", UUID.randomUUID()),
                            house,
                            List.of(new StockLine(line, "/lines/0/quantity", bolt, three)));
                    return true;
                });
        LocalDate yesterday = LocalDate.parse(TODAY).minusDays(1);
        assertThat(
                        catchThrowableOfType(
                                ErpException.class, () -> issue(house, bolt, line, yesterday)))
                .hasMessageContaining("on 2026-11-23 there were 0");
        issue(house, bolt, line, LocalDate.parse(TODAY));
        assertThat(depot.onHand(bolt.value())).isEqualTo("7");
    }

    private static void issue(WarehouseId house, ItemId item, UUID line, LocalDate date) {
        depot.deliver(house, item, line, Quantity.of(3), date);
    }

    /** At midnight, or between processes whose clocks differ, today can be yesterday already. */
    @ParameterizedTest
    @CsvSource({"UTC, 2026-11-25T00:00:00Z", "Asia/Kolkata, 2026-11-24T18:30:00Z"})
    void a_document_of_today_meets_one_of_tomorrow(String zone, Instant midnight) {
        Depot own = depot.beside("EUR", zone);
        depot.server.clock().set(midnight);
        UUID bolt = own.stocked("MIDNIGHT", "10", "2");
        depot.server.clock().set(midnight.minus(Duration.ofMinutes(1)));
        Http.Response refused =
                own.post("adjustments", line(bolt, "\"quantity\":\"-7\"")).expect(409);
        assertThat(refused.text("/errors/0/message")).endsWith("on 2026-11-24 there were 0");
        Http.Response counted = own.post("counts", line(bolt, "\"counted\":\"0\"")).expect(201);
        assertThat(counted.json().at("/lines")).isEmpty();
    }

    @Test
    void of_many_losses_of_one_day_only_those_pass_that_it_can_bear() throws Exception {
        UUID bolt = depot.item("RACE");
        depot.receive("2026-08-01", bolt, "10", "1").expect(201);
        depot.receive(TODAY, bolt, "1000", "3").expect(201);
        List<Integer> answers =
                Together.run(16, i -> depot.adjust("2026-08-" + (10 + i), bolt, "-3").status());
        assertThat(answers).containsOnly(201, 409);
        assertThat(answers.stream().filter(status -> status == 201)).hasSize(3);
        assertThat(depot.onHand(bolt)).isEqualTo("1001");
    }

    @Test
    void receipts_losses_and_counts_of_any_day_at_once_leave_every_day_right() throws Exception {
        UUID bolt = depot.item("MIX");
        depot.receive("2026-01-02", bolt, "20", "1.37").expect(201);
        depot.receive(TODAY, bolt, "1", "3").expect(201); // so that there always is an average
        List<Integer> answers =
                Together.run(
                        36,
                        i -> {
                            String date = "2026-%02d-11".formatted(1 + i % 10);
                            return switch (i % 3) {
                                case 0 -> depot.receive(date, bolt, "2", "2." + i).status();
                                case 1 -> depot.adjust(date, bolt, "-4").status();
                                default -> depot.count(date, bolt, "" + i).status();
                            };
                        });
        assertThat(answers).containsOnly(201, 409);
    }

    @ParameterizedTest
    @CsvSource({"EUR, 1", "JPY, 2", "KWD, 3", "EUR, 4"})
    void whatever_is_booked_in_whatever_order_every_day_is_right(String currency, long seed) {
        Depot own = depot.beside(currency, "Europe/Berlin");
        UUID bolt = own.item("ANY");
        Random random = new Random(seed);
        List<String> codes = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            String date = LocalDate.parse(TODAY).minusDays(random.nextInt(12)).toString();
            String pieces = new BigDecimal(1 + random.nextInt(40)).movePointLeft(1).toString();
            Http.Response answer =
                    switch (random.nextInt(4)) {
                        case 0 -> own.receive(date, bolt, pieces, "" + random.nextInt(9));
                        case 1 -> own.count(date, bolt, random.nextInt(4) == 0 ? "0" : pieces);
                        default -> own.adjust(date, bolt, "-" + pieces);
                    };
            codes.add(answer.code());
        }
        assertThat(new TreeSet<>(codes)).contains("").isSubsetOf(EXPECTED);
    }

    private static final List<String> EXPECTED =
            List.of(
                    "",
                    "inventory.INSUFFICIENT_STOCK",
                    "inventory.VALUE_AT_DATE",
                    "inventory.COST_REQUIRED");
}
