package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Tax is computed per document and code and rounded once (EN 16931, BR-CO-17), and whatever the
 * parts that an order is invoiced in, they add up to it.
 */
class TaxRoundingIT {
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @AfterEach
    void every_invariant_holds() {
        assertThat(Checks.broken(shop)).isEmpty();
    }

    @ParameterizedTest(name = "{0} lines of {1} at {2} in {3}")
    @CsvSource({
        "10,  0.33,  0.20,   EUR, 3.30,  0.66",
        "100, 0.02,  0.20,   EUR, 2.00,  0.40",
        "3,   0.03,  0.20,   EUR, 0.09,  0.02",
        "7,   0.99,  0.055,  EUR, 6.93,  0.38",
        "9,   1.11,  0.077,  EUR, 9.99,  0.77",
        "5,   0.50,  0.07,   EUR, 2.50,  0.18",
        "10,  33,    0.10,   JPY, 330,   33",
        "3,   4,     0.10,   JPY, 12,    1",
        "15,  1,     0.10,   JPY, 15,    2",
        "10,  0.033, 0.05,   KWD, 0.330, 0.017",
        "7,   0.009, 0.05,   KWD, 0.063, 0.003",
        "4,   0.10,  0.00,   EUR, 0.40,  0.00",
    })
    void tax_is_rounded_once_per_document(
            int count, String price, String rate, String currency, String net, String tax) {
        Trader trader = new Trader(shop, currency);
        trader.tax("T", rate);
        String[] lines =
                Collections.nCopies(count, trader.line("1", price, "T")).toArray(String[]::new);

        Http.Response draft = trader.draft(lines);
        UUID order = draft.uuid("/id");
        Http.Response confirmed = trader.act(order, "confirm").expect(200);
        trader.act(order, "deliver").expect(201);
        Http.Response issued = trader.act(order, "invoice").expect(201);
        Http.Response read = trader.invoice(issued.uuid("/id"));

        for (Http.Response document : List.of(draft, confirmed, trader.get(order), issued, read)) {
            assertThat(document.text("/net/amount")).isEqualTo(net);
            assertThat(document.text("/tax/amount")).isEqualTo(tax);
            assertThat(sum(document, "net")).isEqualByComparingTo(net);
            assertThat(sum(document, "tax")).as("shares of the lines").isEqualByComparingTo(tax);
            assertThat(document.json().at("/taxes")).hasSize(1);
            assertThat(document.text("/taxes/0/code")).isEqualTo("T");
            assertThat(new BigDecimal(document.text("/taxes/0/rate"))).isEqualByComparingTo(rate);
            assertThat(document.text("/taxes/0/base/amount")).isEqualTo(net);
            assertThat(document.text("/taxes/0/tax/amount")).isEqualTo(tax);
        }
        assertThat(trader.get(order).text("/state")).isEqualTo("CLOSED");
    }

    @Test
    void each_code_of_a_document_is_rounded_by_itself() {
        Trader trader = new Trader(shop, "EUR");
        trader.tax("FULL", "0.20");
        trader.tax("LOW", "0.07");
        trader.tax("NONE", "0");
        Http.Response draft =
                trader.draft(
                        trader.line("1", "0.33", "FULL"),
                        trader.line("1", "0.07", "LOW"),
                        trader.line("3", "0.33", "FULL"),
                        trader.line("1", "0.21", "LOW"),
                        trader.line("1", "5.00", "NONE"));
        assertThat(taxes(draft))
                .containsOnly(
                        Map.entry("FULL", "1.32 0.26"),
                        Map.entry("LOW", "0.28 0.02"),
                        Map.entry("NONE", "5.00 0.00"));
        assertThat(draft.text("/total/amount")).isEqualTo("6.88");
    }

    @ParameterizedTest(name = "{0} pieces of {1} at {2} in {3}, one by one")
    @CsvSource({
        "3,   0.33,   0.20,  EUR, 0.99,  0.20",
        "100, 0.07,   0.07,  EUR, 7.00,  0.49",
        "10,  0.335,  0.20,  EUR, 3.35,  0.67",
        "7,   1.005,  0.19,  EUR, 7.04,  1.34",
        "9,   4,      0.10,  JPY, 36,    4",
        "5,   0.5,    0.08,  JPY, 3,     0",
        "6,   0.0335, 0.05,  KWD, 0.201, 0.010",
    })
    void parts_add_up_to_their_order(
            int count, String price, String rate, String currency, String net, String tax) {
        Trader trader = new Trader(shop, currency);
        trader.tax("T", rate);
        UUID order = trader.confirmed(trader.line(count + "", price, "T"));
        UUID line = trader.get(order).uuid("/lines/0/id");
        BigDecimal nets = BigDecimal.ZERO;
        BigDecimal taxes = BigDecimal.ZERO;
        for (int piece = 0; piece < count; piece++) {
            trader.deliver(order, line, "1");
            Http.Response part = trader.act(order, "invoice").expect(201);
            nets = nets.add(new BigDecimal(part.text("/net/amount")));
            taxes = taxes.add(new BigDecimal(part.text("/tax/amount")));
        }
        assertThat(trader.get(order).text("/net/amount")).isEqualTo(net);
        assertThat(trader.get(order).text("/tax/amount")).isEqualTo(tax);
        assertThat(nets).isEqualByComparingTo(net);
        assertThat(taxes).isEqualByComparingTo(tax);
        assertThat(trader.get(order).text("/state")).isEqualTo("CLOSED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "JPY", "KWD"})
    void however_an_order_is_split_its_invoices_sum_to_it(String currency) {
        Trader trader = new Trader(shop, currency);
        List<String> codes = List.of("A", "B", "C", "D");
        List<String> rates = List.of("0.20", "0.055", "0", "0.0777");
        for (int i = 0; i < codes.size(); i++) {
            trader.tax(codes.get(i), rates.get(i));
        }
        for (long seed = 0; seed < 8; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            String[] lines = new String[1 + random.nextInt(5)];
            for (int i = 0; i < lines.length; i++) {
                String price = BigDecimal.valueOf(random.nextLong(30_000), 4).toPlainString();
                lines[i] =
                        trader.line(
                                1 + random.nextInt(7) + "",
                                price,
                                codes.get(random.nextInt(codes.size())));
            }
            UUID order = trader.confirmed(lines);
            List<Http.Response> invoices = inParts(trader, order, random);
            Http.Response whole = trader.get(order);
            assertThat(whole.text("/state")).as("seed %d", seed).isEqualTo("CLOSED");
            Map<String, BigDecimal> sums = new TreeMap<>();
            for (Http.Response invoice : invoices) {
                addAll(sums, invoice, seed);
            }
            Map<String, BigDecimal> wanted = new TreeMap<>();
            addAll(wanted, whole, seed);
            assertThat(sums).as("seed %d", seed).isEqualTo(wanted);
        }
    }

    /** Delivers random parts of the order and invoices now and then, until all is done. */
    private static List<Http.Response> inParts(Trader trader, UUID order, RandomGenerator random) {
        List<Http.Response> invoices = new ArrayList<>();
        while (true) {
            Http.Response now = trader.get(order);
            List<Integer> open = new ArrayList<>();
            for (int i = 0; i < now.json().at("/lines").size(); i++) {
                if (open(now, i) > 0) {
                    open.add(i);
                }
            }
            if (open.isEmpty()) {
                if (!now.text("/state").equals("CLOSED")) {
                    invoices.add(trader.act(order, "invoice").expect(201));
                }
                return invoices;
            }
            int line = open.get(random.nextInt(open.size()));
            trader.deliver(
                    order,
                    now.uuid("/lines/" + line + "/id"),
                    1 + random.nextInt(open(now, line)) + "");
            if (random.nextBoolean()) {
                invoices.add(trader.act(order, "invoice").expect(201));
            }
        }
    }

    private static int open(Http.Response order, int line) {
        String at = "/lines/" + line;
        return Integer.parseInt(order.text(at + "/quantity"))
                - Integer.parseInt(order.text(at + "/delivered"));
    }

    private static void addAll(Map<String, BigDecimal> sums, Http.Response document, long seed) {
        add(sums, "net", document.text("/net/amount"), seed);
        add(sums, "tax", document.text("/tax/amount"), seed);
        add(sums, "total", document.text("/total/amount"), seed);
        taxes(document)
                .forEach(
                        (code, values) -> {
                            add(sums, code + " base", values.split(" ")[0], seed);
                            add(sums, code + " tax", values.split(" ")[1], seed);
                        });
        document.json()
                .at("/lines")
                .forEach(
                        line -> {
                            assertThat(new BigDecimal(line.at("/tax/amount").asString()))
                                    .as("seed %d", seed)
                                    .isNotNegative();
                            assertThat(new BigDecimal(line.at("/net/amount").asString()))
                                    .as("seed %d", seed)
                                    .isNotNegative();
                        });
    }

    private static void add(Map<String, BigDecimal> sums, String what, String amount, long seed) {
        BigDecimal value = new BigDecimal(amount);
        assertThat(value).as("seed %d, %s", seed, what).isNotNegative();
        sums.merge(what, value, BigDecimal::add);
    }

    /** Code to "base tax". */
    private static Map<String, String> taxes(Http.Response document) {
        Map<String, String> taxes = new TreeMap<>();
        document.json()
                .at("/taxes")
                .forEach(
                        tax ->
                                taxes.put(
                                        tax.at("/code").asString(),
                                        tax.at("/base/amount").asString()
                                                + " "
                                                + tax.at("/tax/amount").asString()));
        return taxes;
    }

    private static BigDecimal sum(Http.Response document, String member) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < document.json().at("/lines").size(); i++) {
            sum = sum.add(new BigDecimal(document.text("/lines/" + i + "/" + member + "/amount")));
        }
        return sum;
    }
}
