package erp.finance.tax;

import static erp.finance.Books.eur;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.value.Money;
import erp.finance.tax.TaxTotals.Amounts;
import erp.finance.tax.TaxTotals.NetLine;
import erp.finance.tax.TaxTotals.PartOf;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class TaxTotalsTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final TaxCode STANDARD = code("STANDARD", "0.20");
    private static final TaxCode REDUCED = code("REDUCED", "0.055");
    private static final TaxCode ZERO = code("ZERO", "0");

    private static TaxCode code(String name, String rate) {
        return new TaxCode(
                UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                name,
                new BigDecimal(rate),
                new UUID(0, 1));
    }

    @Test
    void tax_is_rounded_half_up_once_per_code() {
        // 0.20 × 0.33 = 0.066 → 0.07 each would be 0.70 for ten lines.
        var lines = Collections.nCopies(10, new NetLine(STANDARD, eur("0.33")));
        TaxTotals totals = TaxTotals.of(EUR, lines);
        assertThat(totals.tax()).isEqualTo(eur("0.66"));
        assertThat(totals.gross()).isEqualTo(eur("3.96"));
        assertThat(sum(totals.shares())).isEqualTo(eur("0.66"));
    }

    @Test
    void half_a_minor_unit_goes_up_whatever_the_currency() {
        assertThat(taxOf("1.00", "EUR")).isEqualTo(eur("0.06"));
        assertThat(taxOf("0.80", "EUR")).isEqualTo(eur("0.04"));
        assertThat(taxOf("100", "JPY")).isEqualTo(Money.of("6", "JPY"));
        assertThat(taxOf("0.100", "KWD")).isEqualTo(Money.of("0.006", "KWD"));
    }

    @Test
    void a_line_that_takes_off_the_base_takes_off_the_tax() {
        TaxTotals totals =
                TaxTotals.of(
                        EUR,
                        List.of(
                                new NetLine(STANDARD, eur("0.03")),
                                new NetLine(STANDARD, eur("0.03")),
                                new NetLine(STANDARD, eur("-0.05"))));
        assertThat(totals.tax()).isEqualTo(eur("0.00"));
        assertThat(totals.shares()).containsExactly(eur("0.01"), eur("0.00"), eur("-0.01"));
    }

    @Test
    void parts_end_at_the_tax_that_an_order_had_whatever_was_taken_before() {
        // An order whose tax an older version rounded by line: 10 × 0.33 at 20 % had 0.70.
        var whole = new Amounts(eur("3.30"), eur("0.70"));
        assertThat(part("0.33", new Amounts(eur("2.97"), eur("0.63")), whole)).isEqualTo("0.07");
        assertThat(part("0.33", new Amounts(eur("2.97"), eur("0.71")), whole)).isEqualTo("0.00");
        assertThat(part("0.33", new Amounts(eur("1.32"), eur("0.26")), whole)).isEqualTo("0.07");
        // And one that had no tax, because each line's was rounded away.
        var none = new Amounts(eur("2.00"), eur("0.00"));
        assertThat(part("1.00", Amounts.zero(EUR), none)).isEqualTo("0.00");
    }

    private static String part(String net, Amounts before, Amounts whole) {
        return TaxTotals.of(
                        EUR,
                        List.of(new NetLine(STANDARD, eur(net))),
                        Map.of("STANDARD", new PartOf(before, whole)))
                .tax()
                .amount()
                .toPlainString();
    }

    private static Money taxOf(String net, String currency) {
        Money base = Money.of(net, currency);
        return TaxTotals.of(base.currency(), List.of(new NetLine(REDUCED, base))).tax();
    }

    @Test
    void each_code_is_summed_by_itself_and_zero_is_kept() {
        TaxTotals totals =
                TaxTotals.of(
                        EUR,
                        List.of(
                                new NetLine(STANDARD, eur("10.00")),
                                new NetLine(ZERO, eur("5.00")),
                                new NetLine(STANDARD, eur("2.00"))));
        assertThat(totals.taxes())
                .containsExactly(
                        new Taxed(STANDARD, eur("12.00"), eur("2.40")),
                        new Taxed(ZERO, eur("5.00"), eur("0.00")));
    }

    @Test
    void a_document_without_lines_is_nothing() {
        assertThat(TaxTotals.of(EUR, List.of()).gross()).isEqualTo(eur("0.00"));
    }

    @Test
    void shares_sum_to_each_code_and_parts_to_their_whole() {
        for (long seed = 0; seed < 2_000; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            Currency currency =
                    Currency.getInstance(List.of("EUR", "JPY", "KWD").get(random.nextInt(3)));
            List<NetLine> lines = new ArrayList<>();
            int count = random.nextInt(0, 12);
            for (int i = 0; i < count; i++) {
                lines.add(
                        new NetLine(
                                List.of(STANDARD, REDUCED, ZERO).get(random.nextInt(3)),
                                new Money(
                                        BigDecimal.valueOf(
                                                random.nextLong(0, 1L << random.nextInt(1, 24)),
                                                currency.getDefaultFractionDigits()),
                                        currency)));
            }
            TaxTotals totals = TaxTotals.of(currency, lines);
            assertThat(totals.net().plus(totals.tax()))
                    .as("seed %d", seed)
                    .isEqualTo(totals.gross());
            for (Taxed taxed : totals.taxes()) {
                assertThat(taxed.amount())
                        .as("seed %d", seed)
                        .isEqualTo(taxed.base().times(taxed.code().rate()));
                assertThat(sharesOf(taxed.code(), lines, totals))
                        .as("seed %d", seed)
                        .isEqualTo(taxed.amount());
            }
            assertThat(totals.shares()).as("seed %d", seed).noneMatch(Money::isNegative);
            checkParts(seed, random, lines, totals);
        }
    }

    /** Bills the lines one after the other, several at a time, and compares the sums by code. */
    private static void checkParts(
            long seed, RandomGenerator random, List<NetLine> lines, TaxTotals whole) {
        Map<String, Amounts> billed = new HashMap<>();
        Currency currency = whole.net().currency();
        for (int from = 0; from < lines.size(); ) {
            int to = random.nextInt(from, lines.size()) + 1;
            Map<String, PartOf> parts = new HashMap<>();
            for (Taxed taxed : whole.taxes()) {
                String code = taxed.code().code();
                parts.put(
                        code,
                        new PartOf(
                                billed.getOrDefault(code, Amounts.zero(currency)),
                                new Amounts(taxed.base(), taxed.amount())));
            }
            for (Taxed part : TaxTotals.of(currency, lines.subList(from, to), parts).taxes()) {
                assertThat(part.amount().isNegative()).as("seed %d", seed).isFalse();
                billed.merge(
                        part.code().code(),
                        new Amounts(part.base(), part.amount()),
                        (a, b) -> a.plus(b.base(), b.tax()));
            }
            from = to;
        }
        for (Taxed taxed : whole.taxes()) {
            assertThat(billed.get(taxed.code().code()))
                    .as("seed %d", seed)
                    .isEqualTo(new Amounts(taxed.base(), taxed.amount()));
        }
    }

    private static Money sharesOf(TaxCode code, List<NetLine> lines, TaxTotals totals) {
        Money sum = Money.zero(totals.net().currency());
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).code().equals(code)) {
                sum = sum.plus(totals.shares().get(i));
            }
        }
        return sum;
    }

    private static Money sum(List<Money> amounts) {
        return amounts.stream().reduce(eur("0.00"), Money::plus);
    }
}
