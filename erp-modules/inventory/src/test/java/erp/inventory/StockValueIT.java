package erp.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What stock was worth on any day is what the ledger says, over HTTP. */
class StockValueIT {
    private static final String PATH = "/api/v1/inventory/stock-value";
    private static Depot depot;

    @BeforeAll
    static void open() {
        depot = new Depot();
    }

    @AfterAll
    static void close() {
        depot.close();
    }

    @Test
    void a_day_shows_what_there_was_then() {
        Depot own = depot.beside("EUR", "UTC");
        UUID bolt = own.item("SV-1");
        own.receive("2026-11-02", bolt, "10", "3").expect(201);
        own.adjust("2026-11-05", bolt, "-4").expect(201);
        own.receive("2026-11-10", bolt, "6", "5").expect(201);
        assertThat(value(own, "2026-11-01").at("/items").size()).isZero();
        assertThat(row(own, "2026-11-02")).isEqualTo("10 30.00");
        assertThat(row(own, "2026-11-09")).isEqualTo("6 18.00");
        assertThat(row(own, "2026-11-10")).isEqualTo("12 48.00");
        assertThat(own.http.get(PATH + "?format=csv").expect(200).body())
                .isEqualTo(
                        "sku,name,unit,quantity,currency,value\r\n"
                                + "SV-1,Bolt,piece,12,EUR,48.00\r\n");
        assertThat(own.http.get(PATH + "?date=2026-02-30").expect(422).errors())
                .containsExactly("?date format");
        depot.server.as("inventory.stock.read").get(PATH).expect(403);
        Http stranger =
                depot.server.as(TestServer.USER, depot.server.addCompany(), "finance.journal.read");
        assertThat(stranger.get(PATH).expect(200).json().at("/items").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void on_every_day_it_is_what_is_on_the_account(long seed) {
        Depot own = depot.beside("EUR", "UTC");
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<UUID> items = List.of(own.item("R-1"), own.item("R-2"), own.item("R-3"));
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            step(own, random, items.get(random.nextInt(items.size())), documents);
        }
        assertThat(documents).as("seed %d", seed).hasSizeGreaterThan(25);
        for (int i = 0; i < 15; i++) {
            String day = day(random);
            JsonNode seen = value(own, day);
            assertThat(seen.at("/total"))
                    .as("seed %d, %s", seed, day)
                    .isEqualTo(seen.at("/onAccount"));
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode item : seen.at("/items")) {
                assertThat(new BigDecimal(item.at("/quantity").asString())).isNotNegative();
                sum = sum.add(new BigDecimal(item.at("/value/amount").asString()));
            }
            assertThat(sum).isEqualByComparingTo(seen.at("/total/amount").asString());
        }
    }

    /** What is refused changes nothing. */
    private static void step(Depot own, RandomGenerator random, UUID item, List<String> documents) {
        String day = day(random);
        int what = random.nextInt(documents.isEmpty() ? 6 : 8);
        if (what > 5) {
            String some = documents.get(random.nextInt(documents.size()));
            own.http
                    .once()
                    .post("/api/v1/inventory/" + some + "/reverse", "{\"date\":\"" + day + "\"}");
            return;
        }
        boolean received = what < 4;
        Http.Response answer =
                received
                        ? own.receive(
                                day,
                                item,
                                String.valueOf(random.nextInt(1, 30)),
                                random.nextInt(1, 9) + "." + random.nextInt(10, 99))
                        : own.adjust(day, item, "-" + random.nextInt(1, 9));
        if (answer.status() == 201) {
            documents.add((received ? "receipts/" : "adjustments/") + answer.text("/id"));
        }
    }

    private static String day(RandomGenerator random) {
        return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(328)).toString();
    }

    private static String row(Depot own, String day) {
        JsonNode seen = value(own, day);
        assertThat(seen.at("/total")).isEqualTo(seen.at("/onAccount"));
        return seen.at("/items/0/quantity").asString()
                + " "
                + seen.at("/items/0/value/amount").asString();
    }

    private static JsonNode value(Depot own, String day) {
        return own.http.get(PATH + "?date=" + day).expect(200).json();
    }
}
