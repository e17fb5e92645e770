package erp.finance;

import static erp.finance.Books.eur;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.value.Money;
import erp.finance.TaxTotals.NetLine;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
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
    void tax_is_rounded_half_up_per_line() {
        // 0.20 × 0.025 = 0.005 → 0.01 each, where the document's sum would give 0.02 for three.
        var line = new NetLine(code("T", "0.20"), eur("0.03"));
        assertThat(line.tax()).isEqualTo(eur("0.01"));
        TaxTotals totals = TaxTotals.of(EUR, List.of(line, line, line));
        assertThat(totals.tax()).isEqualTo(eur("0.03"));
        assertThat(totals.gross()).isEqualTo(eur("0.12"));
    }

    @Test
    void half_a_cent_goes_up() {
        assertThat(new NetLine(REDUCED, eur("1.00")).tax()).isEqualTo(eur("0.06"));
        assertThat(new NetLine(REDUCED, eur("0.80")).tax()).isEqualTo(eur("0.04"));
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
    void gross_is_net_and_tax_and_no_line_is_off_by_more_than_half_a_cent() {
        for (long seed = 0; seed < 2_000; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            List<NetLine> lines = new ArrayList<>();
            int count = random.nextInt(0, 12);
            for (int i = 0; i < count; i++) {
                TaxCode code = List.of(STANDARD, REDUCED, ZERO).get(random.nextInt(3));
                lines.add(
                        new NetLine(
                                code,
                                new Money(
                                        BigDecimal.valueOf(random.nextLong(0, 10_000_000), 2),
                                        EUR)));
            }
            TaxTotals totals = TaxTotals.of(EUR, lines);
            BigDecimal exact =
                    lines.stream()
                            .map(line -> line.net().amount().multiply(line.code().rate()))
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal most = new BigDecimal("0.005").multiply(BigDecimal.valueOf(lines.size()));
            assertThat(totals.net().plus(totals.tax()))
                    .as("seed %d", seed)
                    .isEqualTo(totals.gross());
            assertThat(totals.tax().amount().subtract(exact).abs())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(most);
            assertThat(sum(totals.taxes().stream().map(Taxed::amount).toList()))
                    .as("seed %d", seed)
                    .isEqualTo(totals.tax());
            assertThat(sum(totals.taxes().stream().map(Taxed::base).toList()))
                    .as("seed %d", seed)
                    .isEqualTo(totals.net());
            for (NetLine line : lines) {
                assertThat(line.tax().amount())
                        .isEqualTo(
                                line.net()
                                        .amount()
                                        .multiply(line.code().rate())
                                        .setScale(2, RoundingMode.HALF_UP));
            }
        }
    }

    private static Money sum(List<Money> amounts) {
        return amounts.stream().reduce(eur("0.00"), Money::plus);
    }
}
